import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { eventModules } from '@/app/live';
import type { LiveLine } from '@/lib/events/live-line';

const loadLine = () => import('@/lib/events/live-line');

let registered: Promise<unknown> | null = null;

const registerAll = () => (registered ??= Promise.all(eventModules.map((load) => load().then((module) => module.default()))));

/** Keeps the line of events open while the shell is shown. */
export function useLiveLine(): void {
  const client = useQueryClient();
  useEffect(() => {
    let line: LiveLine | null = null;
    let ended = false;
    void Promise.all([loadLine(), registerAll()]).then(([module]) => {
      if (ended) return;
      line = new module.LiveLine(client);
      line.start();
    });
    return () => {
      ended = true;
      line?.stop();
    };
  }, [client]);
}

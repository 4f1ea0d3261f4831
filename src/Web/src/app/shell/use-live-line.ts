import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { eventModules } from '@/app/live';
import { LiveLine } from '@/lib/events/live-line';

let registered: Promise<unknown> | null = null;

const registerAll = () => (registered ??= Promise.all(eventModules.map((load) => load().then((module) => module.default()))));

/** Keeps the line of events open while the shell is shown. */
export function useLiveLine(): void {
  const client = useQueryClient();
  useEffect(() => {
    const line = new LiveLine(client);
    void registerAll().then(() => line.start());
    return () => line.stop();
  }, [client]);
}

import { useEffect, useState, useSyncExternalStore } from 'react';

/** "idle" without a session, "lost" while it reconnects. */
export type LineState = 'idle' | 'live' | 'lost';

// Shorter interruptions are not worth a word.
const PATIENCE = 2_000;

let state: LineState = 'idle';
const listeners = new Set<() => void>();

export function setLineState(next: LineState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

export const useLineState = (): LineState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );

/** Returns true while the line has been lost for more than two seconds. */
export function useReconnecting(): boolean {
  const line = useLineState();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (line !== 'lost') return;
    const timer = setTimeout(() => setLate(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [line]);
  return late && line === 'lost';
}

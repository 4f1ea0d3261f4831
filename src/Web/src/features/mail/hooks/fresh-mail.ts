import { useSyncExternalStore } from 'react';

// As long as a row is shown to be new.
const FRESH_TIME = 4_000;

let fresh: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function change(next: ReadonlySet<string>): void {
  fresh = next;
  for (const listener of listeners) listener();
}

/** Marks a message as one that has just arrived, for a few seconds. */
export function markFresh(id: string): void {
  change(new Set(fresh).add(id));
  setTimeout(() => change(new Set([...fresh].filter((other) => other !== id))), FRESH_TIME);
}

export const useFreshMail = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => fresh,
  );

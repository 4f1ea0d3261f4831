import { useSyncExternalStore } from 'react';

const KEY = 'images-from';
// Beyond this the oldest choice is forgotten.
const MOST = 1_000;

let senders: readonly string[] | null = null;
const listeners = new Set<() => void>();

function read(): readonly string[] {
  if (senders) return senders;
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    senders = Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string') : [];
  } catch {
    senders = [];
  }
  return senders;
}

/** Shows the images of a sender from now on, in this browser. */
export function allowImagesFrom(address: string): void {
  senders = [...read().filter((other) => other !== address), address].slice(-MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(senders));
  } catch {
    // Storage is blocked: the choice applies until the page is closed.
  }
  for (const listener of listeners) listener();
}

export const useImageSenders = (): readonly string[] =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);

import { useSyncExternalStore } from 'react';
import type { ComposeRequest } from '@/lib/compose';

/** A compose window, from its opening to its end. */
export interface ComposeWindow {
  key: number;
  request: ComposeRequest;
  /** The draft that it writes, once it was saved. */
  draftId: string | null;
  minimized: boolean;
}

// More do not fit side by side; the oldest becomes a bar.
const MOST_OPEN = 2;

let windows: readonly ComposeWindow[] = [];
let nextKey = 1;
const listeners = new Set<() => void>();

function change(next: readonly ComposeWindow[]): void {
  const open = next.filter((other) => !other.minimized).slice(-MOST_OPEN);
  windows = next.map((other) => (other.minimized || open.includes(other) ? other : { ...other, minimized: true }));
  for (const listener of listeners) listener();
}

/** Opens a window; one that writes this draft, or answers this message in this way, is shown instead. */
export function openWindow(request: ComposeRequest): void {
  const existing = windows.find(
    ({ request: other, draftId }) =>
      (request.draftId !== undefined && draftId === request.draftId) ||
      (request.emailId !== undefined && other.mode === request.mode && other.emailId === request.emailId),
  );
  const rest = windows.filter((other) => other !== existing);
  change([
    ...rest,
    existing
      ? { ...existing, minimized: false }
      : { key: nextKey++, request, draftId: request.draftId ?? null, minimized: false },
  ]);
}

export const closeWindow = (key: number): void => change(windows.filter((other) => other.key !== key));

export function updateWindow(key: number, changes: Partial<Pick<ComposeWindow, 'draftId' | 'minimized'>>): void {
  const found = windows.find((other) => other.key === key);
  if (!found) return;
  const updated = { ...found, ...changes };
  // A window that is shown again is the newest, so that it is not the one that makes place.
  const isRaised = changes.minimized === false;
  change(
    isRaised
      ? [...windows.filter((other) => other !== found), updated]
      : windows.map((other) => (other === found ? updated : other)),
  );
}

export function closeAllWindows(): void {
  change([]);
}

export const useWindows = (): readonly ComposeWindow[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => windows,
  );

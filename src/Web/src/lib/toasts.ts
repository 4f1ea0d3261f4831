import { useSyncExternalStore } from 'react';

export interface Toast {
  id: number;
  tone: 'info' | 'success' | 'danger';
  text: string;
  detail?: string;
  requestId?: string | null;
  action?: { label: string; run: () => void };
  /** Milliseconds; null until it is dismissed. The time stands still while the pointer or the focus is on it. */
  duration: number | null;
  /** When the offer of the action ends, in milliseconds since 1970: the seconds that are left are shown, and nothing holds them. */
  until?: number;
  onClose?: () => void;
}

const UNDO_TIME = 10_000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a message. Without a duration it stays until it is dismissed. */
export function showToast(toast: Partial<Omit<Toast, 'id'>> & { text: string }): number {
  const id = nextId++;
  change([...toasts, { tone: 'info', duration: null, ...toast, id }]);
  return id;
}

/** Shows what was done with an "Undo" for ten seconds. `onExpire` runs when the offer ends unused. */
export function showUndo(text: string, undo: () => void, onExpire?: () => void): number {
  let undone = false;
  const run = () => {
    undone = true;
    undo();
  };
  return showToast({
    text,
    tone: 'success',
    duration: UNDO_TIME,
    action: { label: 'Undo', run },
    onClose: () => undone || onExpire?.(),
  });
}

export function dismissToast(id: number): void {
  const toast = toasts.find((other) => other.id === id);
  change(toasts.filter((other) => other.id !== id));
  toast?.onClose?.();
}

/** Runs the action of the newest message that has one; for the shortcut z. */
export function runLatestAction(): void {
  const toast = toasts.findLast((other) => other.action);
  if (!toast) return;
  toast.action?.run();
  dismissToast(toast.id);
}

export const useToasts = (): readonly Toast[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );

import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** Keys as the help shows them: "e", "Shift+I", "Mod+K" (Ctrl, or Command on a Mac), or a sequence such as "g i". */
  keys: string;
  label: string;
  /** The heading in the help. */
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Also while a text is being typed; by default only those with Mod. */
  inFields?: boolean;
}

const SEQUENCE_PAUSE = 1_000;

let shortcuts: readonly Shortcut[] = [];
let pending = '';
let pendingTimer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function change(next: readonly Shortcut[]): void {
  shortcuts = next;
  for (const listener of listeners) listener();
}

/** Registers a shortcut. Of several with the same keys the last one counts, so an open page precedes the shell. */
export function registerShortcut(shortcut: Shortcut): () => void {
  change([...shortcuts, shortcut]);
  return () => change(shortcuts.filter((other) => other !== shortcut));
}

/** Registers shortcuts while the component exists. The actions may change at each render. */
export function useShortcuts(list: readonly Shortcut[], enabled = true): void {
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  const signature = list.map((shortcut) => `${shortcut.keys}\t${shortcut.label}`).join('\n');
  useEffect(() => {
    if (!enabled) return;
    const undo = latest.current.map((shortcut, index) =>
      registerShortcut({ ...shortcut, run: (event) => latest.current[index]?.run(event) }),
    );
    return () => undo.forEach((remove) => remove());
  }, [signature, enabled]);
}

export const useAllShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shortcuts,
  );

/** Handles all keys of the page; installed once. */
export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
  const key = nameOf(event);
  const typing = isField(event.target);
  const sequence = pending && !typing ? `${pending} ${key}` : key;
  const match = find(sequence, typing) ?? (sequence === key ? undefined : find(key, typing));
  clearTimeout(pendingTimer);
  pending = '';
  // A dialog takes all keys but those with Mod.
  if (match && (match.keys.startsWith('Mod') || !document.querySelector('[role=dialog],[role=alertdialog],[role=menu]'))) {
    event.preventDefault();
    match.run(event);
  } else if (!typing && shortcuts.some((shortcut) => shortcut.keys.startsWith(`${key} `))) {
    pending = key;
    pendingTimer = setTimeout(() => {
      pending = '';
    }, SEQUENCE_PAUSE);
  }
}

const find = (keys: string, typing: boolean) =>
  shortcuts.findLast((shortcut) => shortcut.keys === keys && (!typing || shortcut.inFields || keys.startsWith('Mod')));

function nameOf(event: KeyboardEvent): string {
  const isLetter = /^[a-z]$/i.test(event.key);
  const name = isLetter && (event.shiftKey || event.ctrlKey || event.metaKey) ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (isLetter || event.key.length > 1) ? 'Shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${shift}${name}`;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio],[type=button]), textarea, select'));

const IS_MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Writes keys as the keyboard of this machine labels them. */
export const keyLabels = (keys: string): string[] =>
  keys.split(' ').map((key) => key.replace('Mod+', IS_MAC ? '⌘' : 'Ctrl+').replace('Shift+', IS_MAC ? '⇧' : 'Shift+'));

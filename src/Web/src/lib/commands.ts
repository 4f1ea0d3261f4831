import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

/** An action that the command palette offers. */
export interface Command {
  id: string;
  label: string;
  group: string;
  icon?: LucideIcon;
  /** The shortcut that does the same, as in Shortcut.keys. */
  keys?: string;
  /** Further words to find it by. */
  words?: string;
  run: () => void;
}

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Command[]): void {
  commands = next;
  for (const listener of listeners) listener();
}

/** Offers commands while the component exists. */
export function useCommands(list: readonly Command[]): void {
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  const signature = list.map((command) => `${command.id}\t${command.label}`).join('\n');
  useEffect(() => {
    const added = latest.current.map((command, index) => ({ ...command, run: () => latest.current[index]?.run() }));
    change([...commands, ...added]);
    return () => change(commands.filter((command) => !added.includes(command)));
  }, [signature]);
}

export const useAllCommands = (): readonly Command[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => commands,
  );

/** Returns the commands whose label or words contain every word of the query, those that begin with it first. */
export function searchCommands(all: readonly Command[], query: string): Command[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const rank = (command: Command) => (command.label.toLocaleLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  return all
    .filter((command) => {
      const text = `${command.group} ${command.label} ${command.words ?? ''}`.toLocaleLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((one, other) => rank(one) - rank(other));
}

import { clsx } from 'clsx';
import { Dialog as Primitive } from 'radix-ui';
import { useState, type KeyboardEvent } from 'react';
import { Keys } from '@/components/keys';
import { searchCommands, useAllCommands } from '@/lib/commands';

/** Finds and runs any action by a few letters. */
export default function CommandPalette({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const found = searchCommands(useAllCommands(), query);
  const run = (index: number) => {
    const command = found[index];
    if (!command) return;
    onOpenChange(false);
    command.run();
  };
  const handle = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActive((active + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(active);
    else return;
    event.preventDefault();
  };
  return (
    <Primitive.Root open onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-40 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-float"
        >
          <Primitive.Title className="sr-only">Command palette</Primitive.Title>
          <input
            autoFocus
            role="combobox"
            aria-expanded
            aria-controls="palette-list"
            aria-activedescendant={found[active] ? `palette-${String(active)}` : undefined}
            aria-label="Find an action"
            placeholder="Find an action"
            className="h-12 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-muted"
            value={query}
            onChange={(event) => {
              setQuery(event.target.value);
              setActive(0);
            }}
            onKeyDown={handle}
          />
          <ul id="palette-list" role="listbox" aria-label="Actions" className="max-h-[50vh] overflow-y-auto p-1">
            {found.map((command, index) => (
              <li
                key={command.id}
                id={`palette-${String(index)}`}
                ref={index === active ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
                role="option"
                aria-selected={index === active}
                className={clsx('flex h-9 items-center gap-2 rounded px-3 text-sm', index === active && 'bg-selected')}
                onPointerMove={() => setActive(index)}
                onClick={() => run(index)}
              >
                {command.icon && <command.icon size={16} className="text-muted" aria-hidden />}
                <span className="grow">{command.label}</span>
                <span className="text-xs text-muted">{command.group}</span>
                {command.keys && <Keys keys={command.keys} />}
              </li>
            ))}
          </ul>
          {found.length === 0 && <p className="px-4 pb-4 text-sm text-muted">No action matches. Try another word.</p>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

import { clsx } from 'clsx';
import { Avatar } from '@/components/avatar';
import type { Recipient } from '@/features/compose/hooks/recipients';

interface Props {
  /** Of the input; the options have ids that begin with it. */
  id: string;
  open: boolean;
  suggestions: readonly Recipient[];
  active: number;
  onActive: (index: number) => void;
  onChoose: (recipient: Recipient) => void;
}

/** The addresses that an input of recipients suggests. */
export function SuggestionList({ id, open, suggestions, active, onActive, onChoose }: Props) {
  return (
    <ul
      id={`${id}-list`}
      role="listbox"
      aria-label="Suggestions"
      hidden={!open}
      className="absolute inset-x-4 top-full z-20 rounded-lg border border-line bg-raised p-1 shadow-float"
    >
      {open &&
        suggestions.map((recipient, index) => (
          <li
            key={recipient.email}
            id={`${id}-${String(index)}`}
            role="option"
            aria-selected={index === active}
            className={clsx('flex items-center gap-2 rounded px-2 py-1 text-sm', index === active && 'bg-selected')}
            // Keeps the focus in the input.
            onMouseDown={(event) => event.preventDefault()}
            onPointerMove={() => onActive(index)}
            onClick={() => onChoose(recipient)}
          >
            <Avatar name={recipient.name ?? recipient.email} size={24} />
            <span className="min-w-0">
              {recipient.name && <bdi className="block truncate">{recipient.name}</bdi>}
              <bdi className={clsx('block truncate', recipient.name && 'text-xs text-muted')}>{recipient.email}</bdi>
            </span>
          </li>
        ))}
    </ul>
  );
}

import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { EmailSummary } from '@/features/mail/api/lists';
import type { Label } from '@/features/mail/api/mailboxes';
import { usePlaces } from '@/features/mail/hooks/use-places';

interface Props {
  purpose: 'move' | 'label';
  emails: readonly EmailSummary[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** `has` tells that all the messages have the label already. */
  onChoose: (label: Label, has: boolean) => void;
  trigger: ReactNode;
}

// Messages are not put there by hand, or there is an action of its own for it.
const NOT_OFFERED: readonly (string | null)[] = ['drafts', 'sent', 'all', 'flagged', 'trash'];

/** A list of the labels or folders that messages can be given, found by typing. */
export default function LabelMenu({ purpose, emails, open, onOpenChange, onChoose, trigger }: Props) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Anchor asChild>{trigger}</Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          role="dialog"
          aria-label={purpose === 'move' ? 'Move to' : 'Label'}
          className="z-50 w-72 overflow-hidden rounded-lg border border-line bg-raised shadow-float"
        >
          <Choices purpose={purpose} emails={emails} onChoose={onChoose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ purpose, emails, onChoose }: Pick<Props, 'purpose' | 'emails' | 'onChoose'>) {
  const { list } = usePlaces();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const mailboxes = new Set(emails.map((email) => email.connection_id));
  const has = (label: Label) => emails.every((email) => email.labels.includes(label.id));
  const found =
    mailboxes.size === 1
      ? list.filter(
          (label) =>
            mailboxes.has(label.connection_id) &&
            !NOT_OFFERED.includes(label.role) &&
            (purpose === 'label' ? label.role === null : !has(label)) &&
            label.path.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase()),
        )
      : [];
  const handle = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[active];
    if (step) setActive((active + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter' && chosen) onChoose(chosen, has(chosen));
    else return;
    event.preventDefault();
  };
  if (mailboxes.size > 1) {
    return (
      <p className="p-3 text-sm">These messages are of several mailboxes. Select messages of one mailbox, then try again.</p>
    );
  }
  return (
    <>
      <input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="label-choices"
        aria-activedescendant={found[active] ? `label-choice-${String(active)}` : undefined}
        aria-label={purpose === 'move' ? 'Find a folder' : 'Find a label'}
        placeholder={purpose === 'move' ? 'Move to ...' : 'Label as ...'}
        className="h-10 w-full border-b border-line bg-transparent px-3 text-base outline-none placeholder:text-muted"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={handle}
      />
      <ul id="label-choices" role="listbox" aria-label="Choices" className="max-h-72 overflow-y-auto p-1">
        {found.map((label, index) => (
          <li
            key={label.id}
            id={`label-choice-${String(index)}`}
            ref={index === active ? (row) => row?.scrollIntoView({ block: 'nearest' }) : undefined}
            role="option"
            aria-selected={index === active}
            className={clsx('flex min-h-8 items-center gap-2 rounded px-2 text-sm', index === active && 'bg-hover')}
            onPointerMove={() => setActive(index)}
            onClick={() => onChoose(label, has(label))}
          >
            <span dir="auto" className="min-w-0 grow truncate">
              {label.path}
            </span>
            {purpose === 'label' && has(label) && <Check size={14} aria-label="(has it)" />}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-3 pb-3 text-sm text-muted">Nothing has this name.</p>}
    </>
  );
}

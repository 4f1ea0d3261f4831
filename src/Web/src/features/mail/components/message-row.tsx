import { clsx } from 'clsx';
import { Archive, Paperclip, Star, Trash2 } from 'lucide-react';
import { memo, type MouseEvent, type ReactNode } from 'react';
import type { EmailSummary } from '@/features/mail/api/lists';
import { useSwipe } from '@/features/mail/hooks/use-swipe';
import { formatFullDate, formatListDate } from '@/lib/format';

export const ROW_HEIGHT = 72;

export interface RowHandlers {
  open: (email: EmailSummary) => void;
  /** Selects or deselects; with `range` all rows from the last one. */
  select: (email: EmailSummary, range: boolean) => void;
  star: (email: EmailSummary) => void;
  archive: (email: EmailSummary) => void;
  trash: (email: EmailSummary) => void;
  prefetch: (email: EmailSummary) => void;
}

interface Props {
  email: EmailSummary;
  /** Names of the labels that the list itself does not say. */
  chips: readonly string[];
  mailbox: string | null;
  selected: boolean;
  /** Indicates whether it is the row that the keys act on. */
  current: boolean;
  open: boolean;
  fresh: boolean;
  /** Instead of the message's own, as with the matches of a search. */
  subject?: ReactNode;
  preview?: ReactNode;
  handlers: RowHandlers;
}

export const MessageRow = memo(function MessageRow(props: Props) {
  const { email, chips, mailbox, selected, current, open, fresh, handlers } = props;
  const swipe = useSwipe(() => handlers.archive(email));
  const unread = !email.is_read;
  const click = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.button !== 0) return;
    event.preventDefault();
    if (event.shiftKey) handlers.select(email, true);
    else handlers.open(email);
  };
  return (
    <div
      {...swipe}
      onPointerEnter={() => handlers.prefetch(email)}
      className={clsx(
        'group relative flex h-full touch-pan-y items-start gap-3 overflow-hidden border-b border-line py-2 ps-3 pe-4 text-sm',
        open || selected ? 'bg-selected' : 'hover:bg-hover',
        fresh && 'transition-colors duration-1000 starting:bg-mark',
      )}
    >
      {current && <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" />}
      <span className="relative z-10 flex flex-col items-center gap-2 pt-0.5" onClick={(event) => event.stopPropagation()}>
        {/* The browser's own: hundreds are made while the list is scrolled. */}
        <input
          type="checkbox"
          aria-label={`Select ${email.subject || 'message without a subject'}`}
          checked={selected}
          className="size-4 accent-accent"
          onChange={() => undefined}
          onClick={(event) => handlers.select(email, event.shiftKey)}
        />
        <button
          type="button"
          aria-label="Starred"
          aria-pressed={email.is_starred}
          className="text-muted hover:text-ink aria-pressed:text-warning"
          onClick={() => handlers.star(email)}
        >
          <Star size={16} aria-hidden fill={email.is_starred ? 'currentColor' : 'none'} />
        </button>
      </span>
      <a
        href={`?thread=${email.id}`}
        data-row={email.id}
        onClick={click}
        aria-current={open || undefined}
        className="min-w-0 grow outline-none before:absolute before:inset-0 focus-visible:before:outline-2 focus-visible:before:-outline-offset-2 focus-visible:before:outline-accent-ink"
      >
        <span className="flex items-baseline gap-2">
          {unread && <span className="size-2 shrink-0 self-center rounded-full bg-accent" role="img" aria-label="Unread" />}
          <span dir="auto" className={clsx('min-w-0 grow truncate', unread && 'font-semibold')}>
            {email.from_name ?? (email.from_email || 'Unknown sender')}
          </span>
          {email.has_attachments && (
            <Paperclip size={14} className="shrink-0 self-center text-muted" aria-label="With attachments" />
          )}
          <time dateTime={email.date} title={formatFullDate(email.date)} className="shrink-0 text-xs text-muted">
            {formatListDate(email.date)}
          </time>
        </span>
        <span dir="auto" className={clsx('block truncate', unread ? 'font-medium' : 'text-ink')}>
          {props.subject ?? (email.subject || '(no subject)')}
        </span>
        <span className="flex gap-1 text-muted">
          <span dir="auto" className="min-w-0 grow truncate">
            {props.preview ?? email.preview}
          </span>
          {[...chips, ...(mailbox ? [mailbox] : [])].slice(0, 3).map((name) => (
            <span key={name} className="max-w-32 shrink-0 truncate rounded bg-hover px-1 text-xs leading-5">
              {name}
            </span>
          ))}
        </span>
      </a>
      <span className="absolute end-2 bottom-1 z-10 hidden gap-1 rounded-md bg-raised group-hover:flex max-md:group-hover:hidden">
        <RowButton label="Archive" icon={Archive} onClick={() => handlers.archive(email)} />
        <RowButton label="Move to the trash" icon={Trash2} onClick={() => handlers.trash(email)} />
      </span>
    </div>
  );
});

// Without the tooltip of IconButton, of which hundreds would be made while the list is scrolled.
function RowButton({ label, icon: Icon, onClick }: { label: string; icon: typeof Archive; onClick: () => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      title={label}
      className="flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
      onClick={onClick}
    >
      <Icon size={16} aria-hidden />
    </button>
  );
}

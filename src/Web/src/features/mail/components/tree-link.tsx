import { Link, useMatchRoute } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Folder, type LucideIcon } from 'lucide-react';
import { formatCount } from '@/lib/format';

interface Props {
  mailbox: string;
  folder: string;
  name: string;
  icon?: LucideIcon;
  unread?: number;
  /** Levels below the mailbox. */
  depth?: number;
}

/** A list of messages in the tree, with the number of unread ones. */
export function TreeLink({ mailbox, folder, name, icon: Icon = Folder, unread = 0, depth = 0 }: Props) {
  const matches = useMatchRoute();
  // The inbox of all mailboxes is also the page at /mail.
  const isHere = mailbox === 'all' && folder === 'inbox' && Boolean(matches({ to: '/mail' }));
  return (
    <Link
      to={`/mail/${mailbox}/${folder}`}
      activeOptions={{ includeSearch: false }}
      aria-current={isHere ? 'page' : undefined}
      className={clsx(
        'flex h-7 items-center gap-2 rounded-md px-2 text-sm hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink',
        unread > 0 ? 'font-medium text-ink' : 'text-muted',
      )}
      style={depth > 0 ? { paddingInlineStart: 8 + depth * 12 } : undefined}
    >
      <Icon size={14} className="shrink-0 text-muted" aria-hidden />
      <span dir="auto" className="min-w-0 grow truncate text-start" title={name}>
        {name}
      </span>
      {unread > 0 && (
        <span className="text-xs">
          {formatCount(unread)}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </Link>
  );
}

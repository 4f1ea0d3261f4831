import { ChevronRight, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { isFilling, type Connection, type Label, type SyncStatus } from '@/features/mail/api/mailboxes';
import { PLACE_ICONS } from '@/features/mail/components/place-icons';
import { TreeLink } from '@/features/mail/components/tree-link';
import { sortFolders } from '@/features/mail/hooks/sort-folders';
import { ProgressBar } from '@/components/progress-bar';

const FAILING: readonly string[] = ['error', 'authentication_failed', 'needs_sign_in'];

interface Props {
  connection: Connection;
  labels: readonly Label[];
  status: SyncStatus | undefined;
  /** Leaves out the folders with a role, which stand above when there is no other mailbox. */
  isOnly: boolean;
}

/** A mailbox with its folders or labels, and how far it is filled. */
export function MailboxFolders({ connection, labels, status, isOnly }: Props) {
  const id = useId();
  const [open, setOpen] = useState(() => readOpen(connection.id));
  const toggle = () => {
    setOpen(!open);
    writeOpen(connection.id, !open);
  };
  const failing = FAILING.includes(connection.status) ? (connection.error ?? 'This mailbox cannot be reached.') : null;
  return (
    <section aria-label={connection.email}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        className="flex h-7 w-full items-center gap-1 rounded-md px-1 text-start text-xs font-medium text-muted hover:bg-hover"
        onClick={toggle}
      >
        <ChevronRight size={14} className={open ? 'shrink-0 rotate-90' : 'shrink-0'} aria-hidden />
        <span className="min-w-0 grow truncate" title={connection.email}>
          {connection.display_name ?? connection.email}
        </span>
        {!connection.owned && <span>shared</span>}
      </button>
      {failing && (
        <p className="flex gap-1 px-2 py-1 text-xs text-danger">
          <TriangleAlert size={14} className="shrink-0" aria-hidden />
          <span className="min-w-0 break-words">{failing} See Settings, Mailboxes.</span>
        </p>
      )}
      {status && isFilling(status) && (
        <div className="px-2 py-1">
          <ProgressBar
            label="Loading"
            done={status.messages_synced}
            total={status.messages_total || null}
            etaSeconds={status.eta_seconds}
          />
        </div>
      )}
      <ul id={id} hidden={!open}>
        {open &&
          sortFolders(isOnly ? labels.filter((label) => label.role === null) : labels).map(({ label, depth }) => (
            <li key={label.id}>
              <TreeLink
                mailbox={connection.id}
                folder={label.id}
                name={label.role === 'inbox' ? 'Inbox' : label.name}
                icon={label.role ? PLACE_ICONS[label.role] : undefined}
                unread={label.role === 'trash' || label.role === 'sent' || label.role === 'drafts' ? 0 : label.unread_count}
                depth={depth}
              />
            </li>
          ))}
      </ul>
    </section>
  );
}

const keyOf = (id: string) => `mailbox-closed-${id}`;

function readOpen(id: string): boolean {
  try {
    return localStorage.getItem(keyOf(id)) === null;
  } catch {
    return true;
  }
}

function writeOpen(id: string, open: boolean): void {
  try {
    if (open) localStorage.removeItem(keyOf(id));
    else localStorage.setItem(keyOf(id), '1');
  } catch {
    // Storage is blocked: the choice applies until the page is closed.
  }
}

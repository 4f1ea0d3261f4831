import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { ListParams } from '@/features/mail/api/lists';
import type { Label } from '@/features/mail/api/mailboxes';

export const ALL_MAILBOXES = 'all';

/** Folders by role, and the two lists that are none, as the address names them. */
export const PLACES: Readonly<Record<string, string>> = {
  inbox: 'Inbox',
  starred: 'Starred',
  drafts: 'Drafts',
  sent: 'Sent',
  archive: 'Archive',
  everything: 'All mail',
  junk: 'Spam',
  trash: 'Trash',
};

/** The list that the address names. */
export interface MailView {
  /** The id of a mailbox, or "all". */
  mailbox: string;
  /** A key of PLACES, or the id of a label or folder. */
  folder: string;
  unreadOnly: boolean;
  params: ListParams;
}

export function toView(mailbox: string, folder: string, unreadOnly = false): MailView {
  const params: ListParams = {};
  if (folder === 'starred') params.is_starred = true;
  else if (folder !== 'everything') params.label = folder;
  if (mailbox !== ALL_MAILBOXES) params.connection_id = mailbox;
  if (unreadOnly) params.is_read = false;
  return { mailbox, folder, unreadOnly, params };
}

/** Returns the list that the address names; /mail is the inbox of all mailboxes. */
export function useMailView(): MailView {
  const { mailbox = ALL_MAILBOXES, folder = 'inbox' } = useParams({ strict: false }) as { mailbox?: string; folder?: string };
  const { show } = useSearch({ strict: false });
  return useMemo(() => toView(mailbox, folder, show === 'unread'), [mailbox, folder, show]);
}

export function titleOf(view: MailView, labels: readonly Label[]): string {
  const label = labels.find(({ id }) => id === view.folder);
  return PLACES[view.folder] ?? (label?.role === 'inbox' ? PLACES.inbox : label?.path) ?? 'Folder';
}

interface OpenThread {
  /** The id of the open message; undefined if none is open. */
  openId: string | undefined;
  open: (id: string | undefined) => void;
}

/** The open thread is part of the address, so that Back closes it and a link leads to it. */
export function useOpenThread(): OpenThread {
  const { thread } = useSearch({ strict: false });
  const navigate = useNavigate();
  const open = useCallback(
    (id: string | undefined) => {
      void navigate({
        to: '.',
        search: (previous: Record<string, unknown>) => ({ ...previous, thread: id }),
        // From one thread to the next no entry is added, so that Back leads to the list.
        replace: thread !== undefined,
      });
    },
    [navigate, thread],
  );
  return { openId: thread, open };
}

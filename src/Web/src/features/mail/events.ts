import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { editLists, type EmailSummary } from '@/features/mail/api/lists';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { markFresh } from '@/features/mail/hooks/fresh-mail';
import { patchEmails } from '@/features/mail/hooks/mail-actions';
import { onEvent, type LiveEvent } from '@/lib/events/event-registry';

// Events come in bursts, as when another client archives a hundred messages.
const BURST = 200;

const stale = new Map<string, QueryKey>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** Loads queries again, once for all events of a burst. */
function refresh(client: QueryClient, ...keys: readonly QueryKey[]): void {
  for (const key of keys) stale.set(JSON.stringify(key), key);
  timer ??= setTimeout(() => {
    timer = undefined;
    const now = [...stale.values()];
    stale.clear();
    for (const queryKey of now) void client.invalidateQueries({ queryKey });
  }, BURST);
}

const idOf = ({ data }: LiveEvent) => String(data.email_id);

/** Keeps lists, threads and counts as they are on the server. */
export default function registerMailEvents(): void {
  onEvent('email.received', (event, client) => {
    markFresh(idOf(event));
    refresh(client, mailKeys.lists, mailKeys.labels, mailKeys.savedSearches);
    // An answer appears in the open thread.
    const threadId = event.data.thread_id;
    for (const [queryKey, thread] of client.getQueriesData<EmailSummary[]>({ queryKey: mailKeys.threads })) {
      if (thread?.some((email) => email.thread_id === threadId)) refresh(client, queryKey);
    }
  });
  onEvent('email.updated', (event, client) => {
    const { is_read, is_starred } = event.data as { is_read: boolean; is_starred: boolean };
    patchEmails(client, new Set([idOf(event)]), (email) =>
      email.is_read === is_read && email.is_starred === is_starred ? email : { ...email, is_read, is_starred },
    );
    refresh(client, mailKeys.labels, mailKeys.savedSearches);
  });
  onEvent('email.deleted', (event, client) => {
    const id = idOf(event);
    editLists(client, (row) => (row.id === id ? null : row));
    client.setQueriesData<EmailSummary[]>({ queryKey: mailKeys.threads }, (thread) =>
      thread?.some((email) => email.id === id) ? thread.filter((email) => email.id !== id) : thread,
    );
    refresh(client, mailKeys.lists, mailKeys.labels, mailKeys.savedSearches);
  });
  for (const type of ['email.label_added', 'email.label_removed']) {
    onEvent(type, (_, client) => refresh(client, mailKeys.lists, mailKeys.threads, mailKeys.labels, mailKeys.savedSearches));
  }
  onEvent('saved_search.*', (_, client) => refresh(client, mailKeys.savedSearches));
  onEvent('connection.*', (_, client) => refresh(client, mailKeys.connections, mailKeys.labels, mailKeys.sync, mailKeys.lists));
  onEvent('sync.*', (_, client) => refresh(client, mailKeys.sync, mailKeys.labels, mailKeys.lists));
}

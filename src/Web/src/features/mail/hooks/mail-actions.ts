import type { QueryClient } from '@tanstack/react-query';
import { editEmails, type BulkName } from '@/features/mail/api/edits';
import { editLists, type EmailSummary } from '@/features/mail/api/lists';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { editHits, type FoundMail } from '@/features/mail/api/searches';
import type { Label } from '@/features/mail/api/mailboxes';
import { belongsTo, placeAfter, returnsOf, type Placement, type Places } from '@/features/mail/hooks/placement';
import { runOptimistic } from '@/lib/optimistic';

export type FlagAction = 'mark-read' | 'mark-unread' | 'star' | 'unstar';

const FLAGS: Record<FlagAction, { patch: Partial<EmailSummary>; opposite: FlagAction; done: string }> = {
  'mark-read': { patch: { is_read: true }, opposite: 'mark-unread', done: 'marked as read' },
  'mark-unread': { patch: { is_read: false }, opposite: 'mark-read', done: 'marked as unread' },
  star: { patch: { is_starred: true }, opposite: 'unstar', done: 'starred' },
  unstar: { patch: { is_starred: false }, opposite: 'star', done: 'unstarred' },
};

/** What an action on messages changes. */
const CHANGED = [mailKeys.lists, mailKeys.searches, mailKeys.threads, mailKeys.labels, mailKeys.savedSearches];

const countOf = (emails: readonly EmailSummary[]) => (emails.length === 1 ? 'Message' : `${String(emails.length)} messages`);
const notDone = (emails: readonly EmailSummary[], done: string) =>
  emails.length === 1 ? `The message was not ${done}` : `The messages were not ${done}`;

/** Marks messages. Several at once offer undo; for one, the same key or button does the opposite. */
export function flagEmails(client: QueryClient, emails: readonly EmailSummary[], action: FlagAction, quiet = false): void {
  const { patch, opposite, done } = FLAGS[action];
  const changing = emails.filter((email) =>
    Object.entries(patch).some(([name, value]) => email[name as keyof EmailSummary] !== value),
  );
  if (changing.length === 0) return;
  const ids = changing.map((email) => email.id);
  void runOptimistic({
    client,
    keys: CHANGED,
    apply: () => {
      patchEmails(client, new Set(ids), (email) => ({ ...email, ...patch }));
      if (patch.is_read !== undefined) countUnread(client, changing, patch.is_read ? -1 : 1);
    },
    commit: () => editEmails(action, ids),
    failure: notDone(changing, done),
    undo:
      changing.length > 1 && !quiet
        ? { text: `${countOf(changing)} ${done}`, revert: () => editEmails(opposite, ids) }
        : undefined,
  });
}

/** Moves, archives, labels messages, and offers to undo it. */
export function placeEmails(client: QueryClient, emails: readonly EmailSummary[], action: Placement, places: Places): void {
  if (emails.length === 0) return;
  const ids = emails.map((email) => email.id);
  const { name, label } = requestOf(action);
  const done = wordsOf(action, places);
  void runOptimistic({
    client,
    keys: CHANGED,
    apply: () =>
      patchEmails(client, new Set(ids), (email) => ({ ...email, labels: placeAfter(email, action, places) }), places.labels),
    commit: () => editEmails(name, ids, label),
    failure: notDone(emails, done),
    undo: {
      text: `${countOf(emails)} ${done}`,
      revert: async () => {
        for (const back of returnsOf(emails, action, places)) await editEmails(back.name, back.ids, back.labelId);
      },
    },
  });
}

const requestOf = (action: Placement): { name: BulkName; label?: string } => {
  if (action.kind === 'junk') return { name: 'move', label: 'junk' };
  return 'label' in action ? { name: action.kind, label: action.label.id } : { name: action.kind };
};

function wordsOf(action: Placement, { labels, hasLabels }: Places): string {
  switch (action.kind) {
    case 'archive':
      return 'archived';
    case 'trash':
      return 'moved to the trash';
    case 'junk':
      return 'moved to spam';
    default: {
      const name = labels.get(action.label.id)?.path ?? 'a folder';
      if (action.kind === 'unlabel') return `removed from ${name}`;
      return action.kind === 'move' || !hasLabels(action.label.connection_id) ? `moved to ${name}` : `labelled ${name}`;
    }
  }
}

/** Edits messages in all lists, searches and threads. With labels, they leave the lists to which they no longer belong. */
export function patchEmails(
  client: QueryClient,
  ids: ReadonlySet<string>,
  patch: (email: EmailSummary) => EmailSummary,
  labels?: ReadonlyMap<string, Label>,
): void {
  editLists(client, (row, params) => {
    if (!ids.has(row.id)) return row;
    const patched = patch(row);
    return labels && !belongsTo(patched, params, labels) ? null : patched;
  });
  client.setQueriesData<FoundMail>({ queryKey: mailKeys.searches }, (found) =>
    editHits(found, (email) => {
      if (!ids.has(email.id)) return email;
      const patched = patch(email);
      return labels && !belongsTo(patched, {}, labels) ? null : patched;
    }),
  );
  client.setQueriesData<EmailSummary[]>({ queryKey: mailKeys.threads }, (thread) =>
    thread?.some((email) => ids.has(email.id)) ? thread.map((email) => (ids.has(email.id) ? patch(email) : email)) : thread,
  );
}

function countUnread(client: QueryClient, emails: readonly EmailSummary[], step: 1 | -1): void {
  const steps = new Map<string, number>();
  for (const id of emails.flatMap((email) => email.labels)) steps.set(id, (steps.get(id) ?? 0) + step);
  client.setQueriesData<Label[]>({ queryKey: mailKeys.labels }, (list) =>
    list?.map((label) => {
      const by = steps.get(label.id);
      return by ? { ...label, unread_count: Math.max(0, label.unread_count + by) } : label;
    }),
  );
}

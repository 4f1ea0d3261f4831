import type { EmailSummary, ListParams } from '@/features/mail/api/lists';
import type { Label } from '@/features/mail/api/mailboxes';

/** An action that changes where messages are. */
export type Placement =
  | { kind: 'archive' | 'trash' | 'junk' }
  | { kind: 'move' | 'label' | 'unlabel'; label: Pick<Label, 'id' | 'role' | 'connection_id'> };

/** What the mailbox of a message is like. */
export interface Places {
  labels: ReadonlyMap<string, Label>;
  /** Returns true if messages of the mailbox have labels, any number of them; otherwise each is in one folder. */
  hasLabels: (connectionId: string) => boolean;
}

/** Returns the labels of a message after an action, as far as they are known before the server has answered. */
export function placeAfter(email: EmailSummary, action: Placement, { labels, hasLabels }: Places): string[] {
  const ofRole = (role: Label['role']) =>
    [...labels.values()]
      .filter((label) => label.connection_id === email.connection_id && label.role === role)
      .map((label) => label.id);
  const without = (gone: readonly string[]) => email.labels.filter((id) => !gone.includes(id));
  const many = hasLabels(email.connection_id);
  switch (action.kind) {
    case 'archive':
      return many ? without(ofRole('inbox')) : ofRole('archive');
    case 'trash':
      return ofRole('trash');
    case 'junk':
      return ofRole('junk');
    case 'move':
      return [action.label.id];
    case 'label':
      return many ? [...without([action.label.id]), action.label.id] : [action.label.id];
    case 'unlabel':
      return many ? without([action.label.id]) : ofRole('archive');
  }
}

/** Returns true if a message with these labels is in a list. */
export function belongsTo(email: EmailSummary, params: ListParams, labels: ReadonlyMap<string, Label>): boolean {
  const roles = email.labels.map((id) => labels.get(id)?.role);
  if (params.label) return email.labels.includes(params.label) || roles.some((role) => role === params.label);
  return !roles.some((role) => role === 'trash' || role === 'junk');
}

/** A request that brings messages back to where they were. */
export interface Return {
  name: 'untrash' | 'archive' | 'move' | 'label' | 'unlabel';
  ids: string[];
  labelId?: string;
}

/** Returns the requests that undo an action, to be sent one after the other. */
export function returnsOf(emails: readonly EmailSummary[], action: Placement, places: Places): Return[] {
  const returns = new Map<string, Return>();
  const add = (name: Return['name'], id: string, labelId?: string) => {
    const key = `${name} ${labelId ?? ''}`;
    const existing = returns.get(key) ?? { name, ids: [], labelId };
    existing.ids.push(id);
    returns.set(key, existing);
  };
  // Untrashed messages go to the inbox, so what takes them out of it comes later.
  if (action.kind === 'trash')
    emails.filter((email) => places.hasLabels(email.connection_id)).forEach(({ id }) => add('untrash', id));
  for (const email of emails) {
    const [folder] = email.labels;
    if (!places.hasLabels(email.connection_id)) {
      if (folder) add('move', email.id, folder);
      continue;
    }
    const roles = email.labels.map((id) => places.labels.get(id)?.role);
    if (action.kind === 'trash') {
      if (!roles.includes('inbox')) add('archive', email.id);
      continue;
    }
    const after = placeAfter(email, action, places);
    for (const id of email.labels) {
      const role = places.labels.get(id)?.role ?? null;
      if (!after.includes(id) && (role === null || role === 'inbox')) add('label', email.id, id);
    }
    for (const id of after) if (!email.labels.includes(id)) add('unlabel', email.id, id);
  }
  return [...returns.values()];
}

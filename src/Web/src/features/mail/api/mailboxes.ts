import { queryOptions } from '@tanstack/react-query';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Connection = Schemas['Connection'];
export type Label = Schemas['Label'];
export type SyncStatus = Schemas['SyncStatus'];

export const connectionsQuery = queryOptions({
  queryKey: mailKeys.connections,
  queryFn: async ({ signal }) => (await api('get', '/api/v1/connections', { signal })).items,
});

/** The labels and folders of all mailboxes that the user sees. */
export const labelsQuery = queryOptions({
  queryKey: mailKeys.labels,
  queryFn: async ({ signal, client }): Promise<Label[]> => {
    const shared = client.fetchQuery(connectionsQuery).then((all) => all.filter((connection) => !connection.owned));
    const own = api('get', '/api/v1/labels', { signal });
    // The list of all has only the user's own mailboxes.
    const others = (await shared).map(({ id }) => api('get', '/api/v1/labels', { query: { connection_id: id }, signal }));
    return (await Promise.all([own, ...others])).flatMap((answer) => answer.items);
  },
});

export const syncQuery = queryOptions({
  queryKey: mailKeys.sync,
  queryFn: async ({ signal }) => (await api('get', '/api/v1/sync/status', { signal })).items,
});

/** Returns true while a mailbox is being filled for the first time. */
export const isFilling = (status: SyncStatus): boolean =>
  status.complete_as_of === null && status.state !== 'error' && status.messages_synced < Math.max(1, status.messages_total);

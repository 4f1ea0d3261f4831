import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Connection = Schemas['Connection'];

export const sourceKeys = {
  connections: ['compose', 'connections'],
  identities: ['compose', 'identities'],
  recent: ['compose', 'recent'],
} as const;

/** The mailboxes from which the user can send. */
export const connectionsQuery = queryOptions({
  queryKey: sourceKeys.connections,
  queryFn: async ({ signal }) =>
    (await api('get', '/api/v1/connections', { signal })).items.filter((mailbox) => mailbox.can_send),
});

/** The addresses from which a mailbox sends, the default one first. */
export const identitiesQuery = (connectionId: string) =>
  queryOptions({
    queryKey: [...sourceKeys.identities, connectionId],
    queryFn: async ({ signal }) =>
      (await api('get', '/api/v1/connections/{id}/identities', { path: { id: connectionId }, signal })).items,
  });

/** A message that is answered or forwarded. */
export const originalQuery = (emailId: string) =>
  queryOptions({
    queryKey: ['compose', 'original', emailId],
    queryFn: ({ signal }) => api('get', '/api/v1/emails/{id}', { path: { id: emailId }, signal }),
  });

/** The newest messages and the recipients of what was sent last, for addresses that may be written to again. */
export const recentQuery = queryOptions({
  queryKey: sourceKeys.recent,
  staleTime: 10 * 60_000,
  queryFn: async ({ signal }) => {
    const [received, sent] = await Promise.all([
      api('get', '/api/v1/emails', { query: { page_size: 100 }, signal }),
      api('get', '/api/v1/outgoing', { query: { limit: 100 }, signal }),
    ]);
    return { received: received.items, sent: sent.items };
  },
});

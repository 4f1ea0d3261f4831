import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type FoundServers = Schemas['DiscoveredServers'];
export type SyncStatus = Schemas['SyncStatus'];

const POLL = 2_000;

export const discover = (email: string): Promise<FoundServers> =>
  api('post', '/api/v1/connections/discover', { body: { email } });

export const connect = (body: Schemas['ConnectRequest']) => api('post', '/api/v1/connections/imap', { body });

export const completeSignIn = (provider: string, code: string, state: string) =>
  api('post', '/api/v1/connections/{provider}/callback', { path: { provider }, body: { code, state } });

/** Whether the first copy of a mailbox is complete. */
export const isFilled = (status: SyncStatus | null | undefined): boolean => !!status && status.complete_as_of !== null;

/** The progress of one mailbox, followed until its first copy is complete: there is no event for it. */
export const fillingQuery = (mailbox: string) =>
  queryOptions({
    queryKey: ['sync-status', mailbox],
    queryFn: async ({ signal }): Promise<SyncStatus | null> => {
      const { items } = await api('get', '/api/v1/sync/status', { signal });
      return items.find((status) => status.connection_id === mailbox) ?? null;
    },
    refetchInterval: ({ state }) => (isFilled(state.data) ? false : POLL),
  });

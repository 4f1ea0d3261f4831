import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Health = Schemas['ConnectionHealth'];
export type Identity = Schemas['MailIdentity'];

export const healthQuery = (id: string) =>
  queryOptions({
    queryKey: ['health', id],
    queryFn: ({ signal }): Promise<Health> => api('get', '/api/v1/connections/{id}/health', { path: { id }, signal }),
    staleTime: 10_000,
  });

export const changeMailbox = (id: string, body: Schemas['ConnectionRequest']) =>
  api('patch', '/api/v1/connections/{id}', { path: { id }, body });

export const syncMailbox = (id: string) => api('post', '/api/v1/connections/{id}/sync', { path: { id } });

export const disconnectMailbox = (id: string) => api('delete', '/api/v1/connections/{id}', { path: { id } });

export const identitiesQuery = (mailbox: string) =>
  queryOptions({
    queryKey: ['identities', mailbox],
    queryFn: async ({ signal }): Promise<Identity[]> =>
      (await api('get', '/api/v1/connections/{id}/identities', { path: { id: mailbox }, signal })).items,
  });

export const createIdentity = (mailbox: string, body: Schemas['MailIdentityRequest']) =>
  api('post', '/api/v1/connections/{id}/identities', { path: { id: mailbox }, body });

export const changeIdentity = (mailbox: string, identity: string, body: Schemas['MailIdentityChangesRequest']) =>
  api('patch', '/api/v1/connections/{id}/identities/{identity_id}', { path: { id: mailbox, identity_id: identity }, body });

export const deleteIdentity = (mailbox: string, identity: string) =>
  api('delete', '/api/v1/connections/{id}/identities/{identity_id}', { path: { id: mailbox, identity_id: identity } });

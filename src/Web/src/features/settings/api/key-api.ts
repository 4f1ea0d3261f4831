import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type ApiKey = Schemas['ApiKey'];
export type Scope = Schemas['ApiKeyScopes'];

export const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }): Promise<ApiKey[]> => (await api('get', '/api/v1/api-keys', { signal })).items,
});

export const createKey = (body: Schemas['NewApiKeyRequest']) => api('post', '/api/v1/api-keys', { body });

export const changeKey = (id: string, body: Schemas['ApiKeyChangesRequest']) =>
  api('patch', '/api/v1/api-keys/{id}', { path: { id }, body });

export const revokeKey = (id: string) => api('delete', '/api/v1/api-keys/{id}', { path: { id } });

/** What a key may be allowed to do, from the harmless to the powerful. */
export const SCOPES: readonly { scope: Scope; label: string; adminOnly?: boolean }[] = [
  { scope: 'mail:read', label: 'Read and search mail' },
  { scope: 'mail:modify', label: 'Mark, label, move and delete mail' },
  { scope: 'mail:send', label: 'Send mail' },
  { scope: 'connections:read', label: 'See the mailboxes' },
  { scope: 'connections:modify', label: 'Connect, change and disconnect mailboxes' },
  { scope: 'events:read', label: 'Receive events' },
  { scope: 'webhooks:read', label: 'See your webhooks and their deliveries' },
  { scope: 'webhooks:manage', label: 'Manage your webhooks' },
  { scope: 'account:read', label: 'See your profile' },
  { scope: 'account:modify', label: 'Change your profile' },
  { scope: 'organizations:read', label: 'See your organizations' },
  { scope: 'organizations:modify', label: 'Manage your organizations' },
  { scope: 'instance:read', label: 'See the administration', adminOnly: true },
  { scope: 'instance:admin', label: 'Administer this installation', adminOnly: true },
];

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Account = Schemas['Account'];
export type Job = Schemas['QueuedJob'];
export type AuditEntry = Schemas['AuditLogEntry'];

// What other users do is not among the events of an administrator, so these figures are asked for at each visit.
const FRESH = { staleTime: 0 };

interface Page<T> {
  items: T[];
  next_after: string | null;
}

/** A list that continues after the last row. */
const listQuery = <T>(key: readonly unknown[], load: (after: string | undefined, signal: AbortSignal) => Promise<Page<T>>) =>
  infiniteQueryOptions({
    ...FRESH,
    queryKey: ['admin', ...key],
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_after ?? undefined,
  });

export const statsQuery = queryOptions({
  ...FRESH,
  queryKey: ['admin', 'stats'],
  queryFn: ({ signal }) => api('get', '/api/v1/admin/stats', { signal }),
});

export const accountsQuery = (q: string | undefined) =>
  listQuery(['users', q], (after, signal) => api('get', '/api/v1/admin/users', { query: { q, after }, signal }));

export const changeAccount = (id: string, body: Schemas['AccountRequest']) =>
  api('patch', '/api/v1/admin/users/{id}', { path: { id }, body });

export const accountSessionsQuery = (id: string) =>
  queryOptions({
    ...FRESH,
    queryKey: ['admin', 'sessions', id],
    queryFn: async ({ signal }) => (await api('get', '/api/v1/admin/users/{id}/sessions', { path: { id }, signal })).items,
  });

export const endAccountSession = (id: string, session_id: string) =>
  api('delete', '/api/v1/admin/users/{id}/sessions/{session_id}', { path: { id, session_id } });

export const removeSecondFactor = (id: string) => api('delete', '/api/v1/admin/users/{id}/mfa', { path: { id } });

export const troubledQuery = (state: Schemas['ConnectionTrouble']) =>
  listQuery(['connections', state], (after, signal) =>
    api('get', '/api/v1/admin/connections', { query: { state, after }, signal }),
  );

export const jobStatsQuery = queryOptions({
  ...FRESH,
  queryKey: ['admin', 'jobs', 'stats'],
  queryFn: ({ signal }) => api('get', '/api/v1/admin/jobs/stats', { signal }),
});

export const jobsQuery = (kind: string | undefined, state: Schemas['JobState'] | undefined) =>
  listQuery(['jobs', 'list', kind, state], (after, signal) =>
    api('get', '/api/v1/admin/jobs', { query: { kind, state, after }, signal }),
  );

export const retryJob = (id: string) => api('post', '/api/v1/admin/jobs/{id}/retry', { path: { id } });

export const cancelJob = (id: string) => api('delete', '/api/v1/admin/jobs/{id}', { path: { id } });

export interface AuditFilters {
  user?: string;
  action?: string;
  outcome?: Schemas['AuditOutcome'];
  from?: string;
  to?: string;
}

export const auditQuery = (filters: AuditFilters) =>
  listQuery(['audit', filters], (after, signal) =>
    api('get', '/api/v1/admin/audit-logs', { query: { ...filters, after }, signal }),
  );

export const verifyPart = (after: string | undefined) => api('get', '/api/v1/admin/audit-logs/verify', { query: { after } });

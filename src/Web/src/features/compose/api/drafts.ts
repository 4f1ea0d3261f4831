import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Draft, DraftBody } from '@/features/compose/hooks/message-form';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type ListedDraft = Schemas['ListedDraft'];
export type SendOptions = Schemas['DraftSendRequest'];

const PAGE = 50;

export const draftKeys = {
  all: ['drafts'],
  list: ['drafts', 'list'],
  one: (id: string) => ['compose', 'draft', id],
} as const;

/** All drafts, also those of other mail clients, the one that was saved last first. */
export const draftsQuery = infiniteQueryOptions({
  queryKey: draftKeys.list,
  queryFn: ({ pageParam, signal }) =>
    api('get', '/api/v1/emails/drafts', { query: { after: pageParam ?? undefined, limit: PAGE }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_after,
});

/** A draft as it is now; read anew each time it is opened. */
export const draftQuery = (id: string) =>
  queryOptions({ queryKey: draftKeys.one(id), queryFn: ({ signal }) => readDraft(id, signal), staleTime: 0, gcTime: 0 });

export const readDraft = (id: string, signal?: AbortSignal): Promise<Draft> =>
  api('get', '/api/v1/emails/draft/{id}', { path: { id }, signal });

export const createDraft = (body: DraftBody, idempotencyKey: string): Promise<Draft> =>
  api('post', '/api/v1/emails/draft', { body, idempotencyKey });

/** Saves a draft; refused with 412 unless `revision` is its current one. */
export const saveDraft = (id: string, revision: number, body: DraftBody, idempotencyKey: string): Promise<Draft> =>
  api('put', '/api/v1/emails/draft/{id}', { path: { id }, query: { revision }, body, idempotencyKey });

export const deleteDraft = (id: string): Promise<unknown> => api('delete', '/api/v1/emails/draft/{id}', { path: { id } });

export const sendDraft = (id: string, body: SendOptions, idempotencyKey: string): Promise<Schemas['SendAnswer']> =>
  api('post', '/api/v1/emails/draft/{id}/send', { path: { id }, body, idempotencyKey });

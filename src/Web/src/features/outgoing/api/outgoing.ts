import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';
import type { SendTime } from '@/lib/send-times';

export type OutgoingMail = Schemas['OutgoingMail'];
export type OutgoingState = Schemas['OutgoingState'];
export type OutgoingRecipient = Schemas['OutgoingRecipient'];

const PAGE = 50;

export const outgoingKeys = {
  all: ['outgoing'],
  list: (state: OutgoingState | undefined) => ['outgoing', 'list', state ?? 'any'],
  scheduled: ['outgoing', 'scheduled'],
  one: (id: string) => ['outgoing', 'one', id],
} as const;

/** Messages that are to be sent or were, newest first. */
export const outgoingQuery = (state: OutgoingState | undefined) =>
  infiniteQueryOptions({
    queryKey: outgoingKeys.list(state),
    queryFn: ({ pageParam, signal }) =>
      api('get', '/api/v1/outgoing', { query: { state, after: pageParam ?? undefined, limit: PAGE }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_after,
  });

/** Scheduled messages in the order in which they are due. */
export const scheduledQuery = infiniteQueryOptions({
  queryKey: outgoingKeys.scheduled,
  queryFn: ({ pageParam, signal }) =>
    api('get', '/api/v1/emails/scheduled', { query: { after: pageParam ?? undefined, limit: PAGE }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_after,
});

/** A message with the result for each recipient; lists have the first 20. */
export const outgoingMailQuery = (id: string) =>
  queryOptions({
    queryKey: outgoingKeys.one(id),
    queryFn: ({ signal }) => api('get', '/api/v1/outgoing/{id}', { path: { id }, signal }),
  });

export const cancelOutgoing = (id: string): Promise<OutgoingMail> =>
  api('post', '/api/v1/outgoing/{id}/cancel', { path: { id }, idempotencyKey: crypto.randomUUID() });

export const retryOutgoing = (id: string): Promise<OutgoingMail> =>
  api('post', '/api/v1/outgoing/{id}/retry', { path: { id }, idempotencyKey: crypto.randomUUID() });

export const changeTime = (id: string, time: SendTime): Promise<OutgoingMail> =>
  api('patch', '/api/v1/emails/scheduled/{id}', {
    path: { id },
    body: { send_at: time.send_at, timezone: time.timezone, if_no_reply: null, message: null },
    idempotencyKey: crypto.randomUUID(),
  });

/** Returns the draft that a message is sent from; null if it was not sent from one. */
export async function findDraftOf(outgoingId: string): Promise<string | null> {
  const { items } = await api('get', '/api/v1/emails/drafts', { query: { limit: 200 } });
  return items.find((draft) => draft.outgoing_id === outgoingId)?.id ?? null;
}

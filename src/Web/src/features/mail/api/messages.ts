import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { api, apiContent } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Email = Schemas['EmailDetailAnswer'];
export type Attachment = Schemas['EmailAttachment'];

/** The whole message. Its flags and labels are read from the thread, which follows other clients. */
export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: mailKeys.message(id),
    queryFn: ({ signal }) => api('get', '/api/v1/emails/{id}', { path: { id }, signal }),
  });

/** The messages of the thread that a message belongs to, oldest first. */
export const threadQuery = (id: string) =>
  queryOptions({
    queryKey: mailKeys.thread(id),
    queryFn: async ({ signal }) => (await api('get', '/api/v1/emails/{id}/thread', { path: { id }, signal })).items,
  });

/** Loads what opening a message shows. */
export function prefetchThread(client: QueryClient, id: string): void {
  void client.prefetchQuery(messageQuery(id));
  void client.prefetchQuery(threadQuery(id));
}

export const protectionQuery = (id: string) =>
  queryOptions({
    queryKey: mailKeys.protection(id),
    queryFn: ({ signal }) => api('get', '/api/v1/emails/{id}/protection', { path: { id }, signal }),
  });

export const rawQuery = (id: string) =>
  queryOptions({
    queryKey: mailKeys.raw(id),
    gcTime: 60_000,
    queryFn: async ({ signal }) => (await apiContent(`/api/v1/emails/${encodeURIComponent(id)}/raw`, signal)).blob(),
  });

/** The content of an attachment. Its type is the one that the server considers harmless, not the sender's. */
export const attachmentQuery = (id: string) =>
  queryOptions({
    queryKey: mailKeys.content(id),
    gcTime: 5 * 60_000,
    queryFn: async ({ signal }) => (await apiContent(`/api/v1/attachments/${encodeURIComponent(id)}/download`, signal)).blob(),
  });

export const fetchArchive = async (emailId: string): Promise<Blob> =>
  (await apiContent(`/api/v1/emails/${encodeURIComponent(emailId)}/attachments.zip`)).blob();

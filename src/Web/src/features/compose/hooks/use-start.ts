import { queryOptions, useQuery } from '@tanstack/react-query';
import { draftQuery } from '@/features/compose/api/drafts';
import { connectionsQuery, identitiesQuery, originalQuery, type Connection } from '@/features/compose/api/sources';
import { findUpload } from '@/features/compose/api/upload';
import { emptyForm, fromDraft, type Draft, type MessageFile } from '@/features/compose/hooks/message-form';
import { parseRecipients } from '@/features/compose/hooks/recipients';
import { answer } from '@/features/compose/hooks/reply';
import type { Start } from '@/features/compose/hooks/use-composer';
import { api } from '@/lib/api/client';
import type { ComposeRequest } from '@/lib/compose';

export type Loaded =
  | { status: 'loading' }
  | { status: 'failed'; error: unknown; retry: () => void }
  | { status: 'no-mailbox' }
  /** The draft is being sent, or scheduled: it cannot be changed before that is cancelled. */
  | { status: 'sending'; draft: Draft; reload: () => void }
  | { status: 'ready'; start: Start; connections: readonly Connection[] };

/** Loads what a message begins with: a draft, or the message that is answered or forwarded. */
export function useStart(request: ComposeRequest): Loaded {
  const answered = request.draftId || request.mode === 'new' ? undefined : request.emailId;
  const connections = useQuery(connectionsQuery);
  const draft = useQuery({ ...draftQuery(request.draftId ?? ''), enabled: request.draftId !== undefined });
  const original = useQuery({ ...originalQuery(answered ?? ''), enabled: answered !== undefined });
  const mailbox = original.data?.connection_id;
  const identities = useQuery({ ...identitiesQuery(mailbox ?? ''), enabled: mailbox !== undefined });
  const files = useQuery({ ...draftFilesQuery(draft.data), enabled: draft.data !== undefined });

  const parts = [connections, draft, original, identities, files];
  const failed = parts.find((part) => part.isError);
  if (failed) return { status: 'failed', error: failed.error, retry: () => void failed.refetch() };
  if (!connections.data) return { status: 'loading' };
  const first = connections.data.find((connection) => connection.owned) ?? connections.data[0];
  if (!first) return { status: 'no-mailbox' };
  const ready = (start: Start): Loaded => ({ status: 'ready', start, connections: connections.data });

  if (request.draftId !== undefined) {
    if (!draft.data || !files.data) return { status: 'loading' };
    if (draft.data.state === 'sending') return { status: 'sending', draft: draft.data, reload: () => void draft.refetch() };
    return ready({ form: { ...fromDraft(draft.data), files: files.data }, draft: draft.data });
  }
  if (answered !== undefined && request.mode !== 'new') {
    if (!original.data || !identities.data) return { status: 'loading' };
    return ready({ form: answer(request.mode, original.data, identities.data), draft: null });
  }
  const to = (request.to ?? []).flatMap(parseRecipients);
  return ready({ form: { ...emptyForm(first.id), to }, draft: null });
}

/** The names and sizes of a draft's files: of its message in the mailbox, or of uploads. */
const draftFilesQuery = (draft: Draft | undefined) =>
  queryOptions({
    queryKey: ['compose', 'files', draft?.id, draft?.revision],
    gcTime: 0,
    queryFn: async ({ signal }): Promise<MessageFile[]> => {
      const ids = draft?.message.attachment_ids ?? [];
      const html = draft?.message.body_html ?? '';
      if (ids.length === 0) return [];
      const message = draft?.email_id
        ? await api('get', '/api/v1/emails/{id}', { path: { id: draft.email_id }, signal }).catch(() => null)
        : null;
      return Promise.all(
        ids.map(async (id) => {
          const known = message?.attachments.find((file) => file.id === id) ?? (await findUpload(id).catch(() => null));
          const contentId = known?.content_id ?? null;
          const inline = contentId !== null && html.includes(`cid:${contentId}`);
          return { id, key: id, name: known?.filename ?? 'File', size: known?.size ?? null, contentId, inline };
        }),
      );
    },
  });

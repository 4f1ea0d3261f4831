import { api } from '@/lib/api/client';
import { ApiError } from '@/lib/api/api-error';
import { showToast } from '@/lib/toasts';

export type BulkName =
  'mark-read' | 'mark-unread' | 'star' | 'unstar' | 'archive' | 'trash' | 'untrash' | 'label' | 'unlabel' | 'move';

// The server accepts this many at a time.
const MOST = 1_000;

/** Edits messages on their mail servers. Throws if none could be edited, and reports those that could not. */
export async function editEmails(name: BulkName, ids: readonly string[], labelId?: string): Promise<void> {
  let updated = 0;
  const failed: { detail: string; code: string }[] = [];
  for (let start = 0; start < ids.length; start += MOST) {
    const answer = await api('post', `/api/v1/emails/bulk/${name}`, {
      body: { email_ids: ids.slice(start, start + MOST), label_id: labelId },
    });
    updated += answer.updated;
    failed.push(...answer.failed);
  }
  const [first] = failed;
  if (!first) return;
  if (updated === 0) throw new ApiError({ status: 200, code: first.code, title: 'Not done', detail: first.detail });
  const count = `${String(failed.length)} of ${String(ids.length)} messages could not be changed.`;
  showToast({ tone: 'danger', text: count, detail: first.detail });
}

import type { QueryClient } from '@tanstack/react-query';
import { draftKeys } from '@/features/compose/api/drafts';
import { toApiError } from '@/lib/api/api-error';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';
import { openCompose } from '@/lib/compose';
import { formatInZone } from '@/lib/send-times';
import { showToast } from '@/lib/toasts';

/** The seconds during which a message that was sent can be taken back for certain. */
export const UNDO_SECONDS = 10;

/** Says that a message is being sent or was scheduled, and offers to take it back. */
export function announceSending(
  client: QueryClient,
  answer: Schemas['SendAnswer'],
  draftId: string,
  timezone: string | null,
): void {
  const until = Date.now() + UNDO_SECONDS * 1_000;
  showToast({
    tone: 'success',
    text: answer.send_at ? 'Scheduled' : 'Sending',
    detail: answer.send_at ? formatInZone(answer.send_at, timezone) : undefined,
    until,
    action: { label: 'Undo', run: () => void takeBack(client, answer.id, draftId) },
  });
}

/** Cancels an outgoing message and opens its draft again. */
export async function takeBack(client: QueryClient, outgoingId: string, draftId: string | null): Promise<boolean> {
  try {
    await api('delete', '/api/v1/outgoing/{id}', { path: { id: outgoingId } });
    if (draftId) openCompose({ mode: 'new', draftId });
    return true;
  } catch (thrown) {
    const { code, detail, requestId } = toApiError(thrown);
    const isLate = code === 'outgoing_too_late';
    showToast({ tone: 'danger', text: isLate ? 'It was too late to undo' : 'The message was not cancelled', detail, requestId });
    return false;
  } finally {
    void client.invalidateQueries({ queryKey: draftKeys.all });
    void client.invalidateQueries({ queryKey: ['outgoing'] });
  }
}

import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { deleteDraft, draftKeys } from '@/features/compose/api/drafts';
import { toApiError } from '@/lib/api/api-error';
import { showToast, showUndo } from '@/lib/toasts';

let discarded: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function change(id: string, isDiscarded: boolean): void {
  const next = new Set(discarded);
  if (isDiscarded) next.add(id);
  else next.delete(id);
  discarded = next;
  for (const listener of listeners) listener();
}

/** The drafts that are about to be deleted. */
export const useDiscarded = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => discarded,
  );

/** Hides a draft at once and deletes it when the offer to undo has ended: the server cannot bring it back. */
export function discardDraft(client: QueryClient, id: string, onUndo?: () => void): void {
  change(id, true);
  const undo = () => {
    change(id, false);
    onUndo?.();
  };
  showUndo('Draft discarded', undo, () => {
    deleteDraft(id)
      .catch((thrown: unknown) => {
        const { status, detail, requestId } = toApiError(thrown);
        if (status !== 404) showToast({ tone: 'danger', text: 'The draft was not deleted', detail, requestId });
      })
      .finally(() => {
        change(id, false);
        void client.invalidateQueries({ queryKey: draftKeys.all });
      });
  });
}

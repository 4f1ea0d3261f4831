import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { deleteDraft, draftKeys } from '@/features/compose/api/drafts';
import type { Composer } from '@/features/compose/hooks/use-composer';
import { toApiError } from '@/lib/api/api-error';
import { showToast } from '@/lib/toasts';

/** Returns what keeps the draft when its window closes: nothing if nothing was written. Resolves to false if it cannot be saved. */
export function useKeepDraft(composer: Composer): () => Promise<boolean> {
  const client = useQueryClient();
  const latest = useRef(composer);
  useEffect(() => {
    latest.current = composer;
  });
  return useCallback(async () => {
    const { saver, isBlank, files, form } = latest.current;
    const { id, status } = saver.getState();
    if (status === 'conflict' || status === 'gone') return false;
    if (isBlank) {
      saver.stop();
      if (id) await deleteDraft(id).catch(() => undefined);
      void client.invalidateQueries({ queryKey: draftKeys.all });
      return true;
    }
    const lost = form.files.filter((file) => files.uploads[file.key] !== undefined);
    try {
      await saver.flush();
    } catch (thrown) {
      const { detail, requestId } = toApiError(thrown);
      showToast({ tone: 'danger', text: 'The draft is not saved yet', detail, requestId });
      return false;
    }
    for (const { name } of lost)
      showToast({ tone: 'danger', text: `${name} was not attached`, detail: 'Its upload was not complete.' });
    void client.invalidateQueries({ queryKey: draftKeys.all });
    return true;
  }, [client]);
}

import { useEffect } from 'react';
import type { Composer } from '@/features/compose/hooks/use-composer';
import { onEvent } from '@/lib/events/event-registry';

/** Notices when another mail client changes or deletes the draft that is being written. */
export function useDraftEvents({ saver }: Composer): void {
  useEffect(() => {
    const isOther = (data: Record<string, unknown>) => {
      const { id, status } = saver.getState();
      // The answer to a save can come after its event; a real conflict is then a refusal.
      return id !== null && data.draft_id === id && status !== 'saving';
    };
    const undo = [
      onEvent('draft.updated', ({ data }) => {
        if (isOther(data) && Number(data.revision) > saver.getState().revision) saver.report('conflict');
      }),
      onEvent('draft.deleted', ({ data }) => {
        if (isOther(data)) saver.report('gone');
      }),
    ];
    return () => undo.forEach((remove) => remove());
  }, [saver]);
}

import { useQueryClient } from '@tanstack/react-query';
import {
  cancelOutgoing,
  changeTime,
  findDraftOf,
  outgoingKeys,
  retryOutgoing,
  type OutgoingMail,
} from '@/features/outgoing/api/outgoing';
import { toApiError } from '@/lib/api/api-error';
import { openCompose } from '@/lib/compose';
import { formatInZone, type SendTime } from '@/lib/send-times';
import { showToast } from '@/lib/toasts';

interface Actions {
  /** Cancels; a message from a draft can be changed again from there. */
  cancel: (mail: OutgoingMail) => Promise<void>;
  /** Cancels, then opens the draft. */
  edit: (mail: OutgoingMail) => Promise<void>;
  retry: (mail: OutgoingMail) => Promise<void>;
  /** Throws the refusal of a time. */
  reschedule: (mail: OutgoingMail, time: SendTime) => Promise<void>;
}

/** The actions on outgoing messages. Nothing is shown before the server has confirmed it: its answer is the truth. */
export function useOutgoingActions(): Actions {
  const client = useQueryClient();
  const settle = () => {
    void client.invalidateQueries({ queryKey: outgoingKeys.all });
    void client.invalidateQueries({ queryKey: ['drafts'] });
  };
  const attempt = async (failure: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      const { detail, requestId } = toApiError(thrown);
      showToast({ tone: 'danger', text: failure, detail, requestId });
    } finally {
      settle();
    }
  };
  const stop = async (mail: OutgoingMail): Promise<string | null> => {
    const draft = await findDraftOf(mail.id);
    await cancelOutgoing(mail.id);
    return draft;
  };

  return {
    cancel: (mail) =>
      attempt('The message was not cancelled', async () => {
        const draft = await stop(mail);
        showToast({
          tone: 'success',
          text: 'Cancelled',
          detail: draft ? 'It is a draft again.' : undefined,
          duration: 10_000,
          action: draft ? { label: 'Open draft', run: () => openCompose({ mode: 'new', draftId: draft }) } : undefined,
        });
      }),
    edit: (mail) =>
      attempt('The message was not cancelled', async () => {
        const draft = await stop(mail);
        if (draft) openCompose({ mode: 'new', draftId: draft });
        else
          showToast({ text: 'Cancelled', detail: 'It was not written as a draft here, so it cannot be opened. Write it anew.' });
      }),
    retry: (mail) => attempt('The message is not sent again', () => retryOutgoing(mail.id)),
    reschedule: async (mail, time) => {
      const changed = await changeTime(mail.id, time);
      settle();
      if (changed.send_at) {
        showToast({
          tone: 'success',
          text: 'Rescheduled',
          detail: formatInZone(changed.send_at, changed.timezone),
          duration: 10_000,
        });
      }
    },
  };
}

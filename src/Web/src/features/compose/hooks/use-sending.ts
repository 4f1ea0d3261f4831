import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SendOptions } from '@/features/compose/api/drafts';
import { isSent, type MessageForm } from '@/features/compose/hooks/message-form';
import { faultOf, type Recipient } from '@/features/compose/hooks/recipients';
import { announceSending, UNDO_SECONDS } from '@/features/compose/hooks/sent-notice';
import type { Composer, RecipientFieldName } from '@/features/compose/hooks/use-composer';
import type { UploadState } from '@/features/compose/hooks/use-files';
import { ApiError, toApiError } from '@/lib/api/api-error';
import type { SendTime } from '@/lib/send-times';

const INCOMPLETE = 'incomplete';

export interface Sending {
  busy: boolean;
  error: ApiError | null;
  /** The reasons in the refusal that are not shown beside a recipient. */
  reasons: readonly string[];
  sendNow: () => Promise<void>;
  /** Throws a refusal of the time, which the dialog shows. */
  sendLater: (time: SendTime) => Promise<void>;
  /** Returns true if the message can be sent as far as it is known here; else shows why not. */
  check: () => boolean;
}

/** Sends a message: checks it, and shows why it was refused where the fault is. */
export function useSending(composer: Composer, onSent: () => void): Sending {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [raised, setError] = useState<ApiError | null>(null);
  const { uploads } = composer.files;
  // What was found missing here is said as long as it is missing.
  const error = raised?.code === INCOMPLETE ? faultOfForm(composer.form, uploads) : raised;

  const check = (): boolean => {
    const fault = faultOfForm(composer.complete(), uploads);
    setError(fault);
    return fault === null;
  };

  const run = async (options: SendOptions): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      const { answer, draftId } = await composer.send(options);
      announceSending(client, answer, draftId, options.timezone ?? null);
      onSent();
    } catch (thrown) {
      const refusal = toApiError(thrown);
      markRecipients(composer, refusal);
      if (refusal.errors.send_at ?? refusal.errors.timezone) throw refusal;
      // The notice says it, with the choice.
      if (refusal.status !== 412) setError(refusal);
    } finally {
      setBusy(false);
    }
  };

  return {
    busy,
    error,
    reasons: Object.entries(error?.errors ?? {}).flatMap(([field, texts]) => (/^(to|cc|bcc)\[/.test(field) ? [] : texts)),
    check,
    sendNow: async () => {
      if (!busy && check()) await run({ undo_seconds: UNDO_SECONDS });
    },
    sendLater: async (time) => {
      if (check()) await run({ ...time, if_no_reply: time.if_no_reply || undefined });
    },
  };
}

function faultOfForm(form: MessageForm, states: Readonly<Record<string, UploadState>>): ApiError | null {
  const all = [...form.to, ...form.cc, ...form.bcc];
  const wrong = all.filter((recipient) => faultOf(recipient) !== null);
  const uploads = form.files.filter((file) => isSent(file, form) && states[file.key] !== undefined);
  if (all.length === 0) return fault('Add a recipient', 'Enter at least one address in To, Cc or Bcc.');
  if (wrong.length > 0)
    return fault(
      'Correct the recipients',
      `${wrong
        .map(({ email }) => email)
        .slice(0, 3)
        .join(', ')} is no address.`,
    );
  if (uploads.some((file) => states[file.key]?.error)) return fault('A file was not uploaded', 'Upload it again, or remove it.');
  if (uploads.length > 0) return fault('Files are still being uploaded', 'Send the message when they are complete.');
  return null;
}

const fault = (title: string, detail: string) => new ApiError({ status: 0, code: INCOMPLETE, title, detail });

/** Writes the reasons for which the server refused recipients beside them. */
function markRecipients({ update }: Composer, { errors }: ApiError): void {
  const reasons = Object.entries(errors).filter(([field]) => /^(to|cc|bcc)\[\d+\]$/.test(field));
  if (reasons.length === 0) return;
  update((form) => {
    const mark = (name: RecipientFieldName) =>
      form[name].map((recipient, index): Recipient => {
        const refusal = errors[`${name}[${String(index)}]`]?.join(' ');
        return refusal ? { ...recipient, refusal } : recipient;
      });
    return { ...form, to: mark('to'), cc: mark('cc'), bcc: mark('bcc') };
  });
}

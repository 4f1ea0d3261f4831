import type { OutgoingMail, OutgoingRecipient, OutgoingState } from '@/features/outgoing/api/outgoing';
import { formatDateTime } from '@/lib/format';
import { formatInZone } from '@/lib/send-times';

type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

export const STATES: Record<OutgoingState, { label: string; tone: Tone }> = {
  scheduled: { label: 'Scheduled', tone: 'accent' },
  queued: { label: 'Waiting', tone: 'neutral' },
  sending: { label: 'Sending', tone: 'accent' },
  sent: { label: 'Sent', tone: 'success' },
  failed: { label: 'Not sent', tone: 'danger' },
  unknown: { label: 'Unknown', tone: 'warning' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
};

/** Returns what a message waits for, or what became of it, in one sentence. */
export function describe(mail: OutgoingMail): string {
  switch (mail.state) {
    case 'scheduled':
      return mail.send_at
        ? `${formatInZone(mail.send_at, mail.timezone)}${mail.timezone ? ` (${mail.timezone.replaceAll('_', ' ')})` : ''}${mail.if_no_reply ? ', unless a reply arrives before' : ''}.`
        : 'Waits for its time.';
    case 'queued':
      return mail.attempts > 0 && mail.due_at ? `The next attempt is at ${formatDateTime(mail.due_at)}.` : 'Waits for its turn.';
    case 'sending':
      return 'Is being handed to the mail server.';
    case 'sent':
      return sentSentence(mail);
    case 'failed':
      return 'Surely not sent. Correct the reason, then send it again.';
    case 'unknown':
      return 'The connection ended before the mail server confirmed it, so it may have arrived. Look in the folder for sent mail, or ask a recipient, before you send it again.';
    case 'cancelled':
      return 'Surely not sent.';
  }
}

function sentSentence({ sent_at, bounced_at, replied_at, sent_copy }: OutgoingMail): string {
  const parts = [
    sent_at ? `Accepted by the mail server at ${formatDateTime(sent_at)}.` : 'Accepted by the mail server.',
    bounced_at && 'It was returned as undeliverable to a recipient.',
    replied_at && `Answered at ${formatDateTime(replied_at)}.`,
    sent_copy === 'failed' && 'The copy could not be saved in the folder for sent mail.',
  ];
  return parts.filter(Boolean).join(' ');
}

/** Returns the result for a recipient. */
export function describeRecipient({ state, bounced_at, maybe_sent }: OutgoingRecipient): { label: string; tone: Tone } {
  if (bounced_at) return { label: 'Returned', tone: 'danger' };
  if (state === 'sent') return { label: 'Accepted', tone: 'success' };
  if (state === 'failed') return { label: 'Refused', tone: 'danger' };
  if (state === 'unknown' || maybe_sent) return { label: 'Unknown', tone: 'warning' };
  return { label: 'Not yet', tone: 'neutral' };
}

/** Indicates whether cancelling can succeed: nothing has left for any recipient. */
export const canCancel = ({ state, sent_at }: OutgoingMail): boolean =>
  state === 'scheduled' || (state === 'queued' && sent_at === null);

export const canRetry = ({ state, attempts }: OutgoingMail): boolean =>
  state === 'failed' || state === 'unknown' || (state === 'queued' && attempts > 0);

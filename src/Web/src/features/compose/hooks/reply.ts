import { emptyForm, type MessageForm } from '@/features/compose/hooks/message-form';
import { addRecipients, type Recipient } from '@/features/compose/hooks/recipients';
import type { Schemas } from '@/lib/api/types';

export type Original = Schemas['EmailDetailAnswer'];
export type Identity = Schemas['MailIdentity'];

// What mail programs of other languages put there, as the server knows it, too.
const REPLIED = /^(?:\s*(?:re|aw|sv|antw|vs|rif|r|odp|ynt|res|回复|回覆|答复|答覆)(?:\[\d{1,3}\]|\(\d{1,3}\))?\s?[:：])+\s*/iu;
const FORWARDED = /^(?:\s*(?:fwd|fw|wg|tr|rv|enc|vl|doorst|i|pd|ilt|转发|轉寄)\s?[:：])+\s*/iu;

export const replySubject = (subject: string): string => `Re: ${subject.replace(REPLIED, '')}`.trimEnd();
export const forwardSubject = (subject: string): string => `Fwd: ${subject.replace(FORWARDED, '')}`.trimEnd();

/**
 * Returns the form of a reply or a forwarded message, with the recipients that the server would choose: the addresses for replies, else
 * the author; those of the original if the user is its author.
 */
export function answer(
  mode: 'reply' | 'reply-all' | 'forward',
  original: Original,
  identities: readonly Identity[],
): MessageForm {
  const form = { ...emptyForm(original.connection_id), identityId: addressedIdentity(original, identities)?.id ?? null };
  if (mode === 'forward') {
    return { ...form, subject: forwardSubject(original.subject), kept: { forward_of_id: original.id } };
  }
  const own = new Set(identities.map(({ email }) => email.toLowerCase()));
  const isOwn = ({ email }: { email: string }) => own.has(email.toLowerCase());
  const to = addRecipients([], addressees(original, isOwn));
  const others = addRecipients(
    to,
    [...original.to, ...original.cc].filter((address) => address.email && !isOwn(address)),
  );
  return {
    ...form,
    subject: replySubject(original.subject),
    to,
    cc: mode === 'reply-all' ? others.slice(to.length) : [],
    kept: { in_reply_to_id: original.id, reply_all: mode === 'reply-all' },
  };
}

function addressees(original: Original, isOwn: (address: { email: string }) => boolean): Recipient[] {
  const from = original.from_email ? [{ email: original.from_email, name: original.from_name }] : [];
  if (from.some(isOwn) && original.to.length > 0) return [...original.to];
  return original.reply_to.length > 0 ? [...original.reply_to] : from;
}

/** Returns the identity that the original was sent to, or by; undefined for the default one. */
function addressedIdentity(original: Original, identities: readonly Identity[]): Identity | undefined {
  const named = [...original.to, ...original.cc, { email: original.from_email }].map(({ email }) => email.toLowerCase());
  return identities.find(({ email }) => named.includes(email.toLowerCase()));
}

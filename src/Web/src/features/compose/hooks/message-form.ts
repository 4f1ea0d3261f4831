import type { Recipient } from '@/features/compose/hooks/recipients';
import type { Schemas } from '@/lib/api/types';

export type DraftBody = Schemas['DraftRequest'];
export type Draft = Schemas['Draft'];

/** A file of the message: uploaded, being uploaded, or of a message that was received. */
export interface MessageFile {
  /** The id of the server; null while it is being uploaded. */
  id: string | null;
  /** Identifies the file within the form. */
  key: string;
  name: string;
  size: number | null;
  /** By which the HTML refers to it as "cid:...". */
  contentId: string | null;
  /** Pasted into the text; left out of the message when the text no longer shows it. */
  inline: boolean;
}

/** A message as the form shows it. */
export interface MessageForm {
  connectionId: string;
  /** Null for the default identity of the mailbox. */
  identityId: string | null;
  to: readonly Recipient[];
  cc: readonly Recipient[];
  bcc: readonly Recipient[];
  subject: string;
  format: 'rich' | 'plain';
  /** The body, in the format. */
  html: string;
  text: string;
  files: readonly MessageFile[];
  signature: boolean;
  quote: boolean;
  sign: boolean;
  encrypt: boolean;
  /** Values that the form keeps and does not show: the message that is answered or forwarded, addresses for replies, a template. */
  kept: Pick<DraftBody, 'in_reply_to_id' | 'reply_all' | 'forward_of_id' | 'reply_to' | 'template_id' | 'variables'>;
}

export const emptyForm = (connectionId: string): MessageForm => ({
  connectionId,
  identityId: null,
  to: [],
  cc: [],
  bcc: [],
  subject: '',
  format: 'rich',
  html: '',
  text: '',
  files: [],
  signature: true,
  quote: true,
  sign: false,
  encrypt: false,
  kept: {},
});

const addresses = (recipients: readonly Recipient[]) => recipients.map(({ email, name }) => ({ email, name }));

/** Returns true for a file that is a part of the text and not of the list of attachments. */
export const isShownInText = (file: MessageFile, form: Pick<MessageForm, 'format' | 'html'>): boolean =>
  file.inline && form.format === 'rich' && file.contentId !== null && form.html.includes(`cid:${file.contentId}`);

/** Returns true for a file that goes with the message: all but images that were removed from the text again. */
export const isSent = (file: MessageFile, form: Pick<MessageForm, 'format' | 'html'>): boolean =>
  !file.inline || form.format === 'plain' || isShownInText(file, form);

const bodiesOf = ({ format, html, text, kept }: MessageForm): Partial<DraftBody> => {
  // A template gives the bodies until something is written instead.
  if (kept.template_id && !html && !text) return { template_id: kept.template_id, variables: kept.variables };
  return format === 'rich' ? { body_html: html || '<div></div>' } : { body_text: text, body_html: '' };
};

/** Returns what a save of the draft sends. Files that are still being uploaded follow with a later save. */
export function toDraftBody(form: MessageForm): DraftBody {
  const { template_id: _template, variables: _variables, ...kept } = form.kept;
  return {
    ...kept,
    connection_id: form.connectionId,
    identity_id: form.identityId,
    to: addresses(form.to),
    cc: addresses(form.cc),
    bcc: addresses(form.bcc),
    subject: form.subject,
    ...bodiesOf(form),
    attachment_ids: form.files.flatMap((file) => (file.id && isSent(file, form) ? [file.id] : [])),
    signature: form.signature,
    quote: form.quote,
    sign: form.sign,
    encrypt: form.encrypt,
  };
}

/** Returns the form of a draft. The files have neither name nor size, which the server returns elsewhere. */
export function fromDraft({ message }: Pick<Draft, 'message'>): MessageForm {
  const isPlain = message.body_html === '' || (!message.body_html && typeof message.body_text === 'string');
  return {
    connectionId: message.connection_id,
    identityId: message.identity_id ?? null,
    to: readAddresses(message.to),
    cc: readAddresses(message.cc),
    bcc: readAddresses(message.bcc),
    subject: message.subject ?? '',
    format: isPlain ? 'plain' : 'rich',
    html: isPlain ? '' : (message.body_html ?? ''),
    text: isPlain ? (message.body_text ?? '') : '',
    files: (message.attachment_ids ?? []).map((id) => ({ id, key: id, name: '', size: null, contentId: null, inline: false })),
    signature: message.signature ?? true,
    quote: message.quote ?? true,
    sign: message.sign ?? false,
    encrypt: message.encrypt ?? false,
    kept: {
      in_reply_to_id: message.in_reply_to_id,
      reply_all: message.reply_all,
      forward_of_id: message.forward_of_id,
      reply_to: message.reply_to,
      template_id: message.template_id,
      variables: message.variables,
    },
  };
}

function readAddresses(list: readonly unknown[] | null | undefined): Recipient[] {
  return (list ?? []).flatMap((item) => {
    if (typeof item === 'string') return [{ email: item, name: null }];
    const { email, name } = item as { email?: string; name?: string | null };
    return email ? [{ email, name: name ?? null }] : [];
  });
}

/** Returns true if nothing was written that is worth keeping. A reply is empty until something is added to what it began with. */
export function isBlank(form: MessageForm, begun: MessageForm): boolean {
  const same = (name: 'to' | 'cc' | 'bcc') =>
    form[name].map(({ email }) => email).join() === begun[name].map(({ email }) => email).join();
  const hasText =
    form.format === 'rich' ? /[^\s]/.test(form.html.replace(/<(?!img\b)[^>]*>|&nbsp;/g, '')) : form.text.trim() !== '';
  return (
    !hasText && form.files.length === 0 && form.subject.trim() === begun.subject.trim() && same('to') && same('cc') && same('bcc')
  );
}

import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '@/components/checkbox';
import { identitiesQuery, originalQuery } from '@/features/compose/api/sources';
import { htmlToText } from '@/features/compose/hooks/body-html';
import type { MessageForm } from '@/features/compose/hooks/message-form';
import type { Original } from '@/features/compose/hooks/reply';
import { formatDateTime, formatSize } from '@/lib/format';

interface Props {
  form: MessageForm;
  update: (changes: Partial<MessageForm>) => void;
}

/** The parts that the server adds below the text when it sends the message: the signature, and the message that is answered or forwarded. */
export function AfterText({ form, update }: Props) {
  return (
    <div className="flex shrink-0 flex-col gap-1 px-4 py-1 text-sm text-muted empty:hidden">
      <Signature form={form} update={update} />
      <Quotation form={form} update={update} />
    </div>
  );
}

function Signature({ form, update }: Props) {
  const identities = useQuery(identitiesQuery(form.connectionId)).data ?? [];
  const identity = identities.find(({ id, is_default }) => (form.identityId ? id === form.identityId : is_default));
  const text = identity?.signature_text ?? (identity?.signature_html ? htmlToText(identity.signature_html) : '');
  if (!text.trim()) return null;
  return (
    <div>
      <Checkbox
        label="Signature"
        checked={form.signature}
        onCheckedChange={(checked) => update({ signature: checked === true })}
      />
      {form.signature && (
        <p className="max-h-16 overflow-y-auto ps-6 text-xs whitespace-pre-wrap" dir="auto">
          {text.trim()}
        </p>
      )}
    </div>
  );
}

function Quotation({ form, update }: Props) {
  const { in_reply_to_id: answered, forward_of_id: forwarded } = form.kept;
  const id = answered ?? forwarded;
  const original = useQuery({ ...originalQuery(id ?? ''), enabled: Boolean(id), retry: false });
  if (!id) return null;
  const summary = original.data
    ? `${original.data.from_name ?? original.data.from_email}, ${formatDateTime(original.data.date)}`
    : original.isError
      ? 'The original cannot be shown'
      : 'The original';
  return (
    <div>
      {answered && (
        <Checkbox
          label="Quote the original"
          checked={form.quote}
          onCheckedChange={(checked) => update({ quote: checked === true })}
        />
      )}
      {(forwarded || form.quote) && (
        <details className="text-xs">
          <summary className="cursor-pointer ps-1">
            {forwarded ? 'Forwarded: ' : ''}
            {summary}
          </summary>
          <p className="max-h-40 overflow-y-auto border-s-2 border-line ps-3 break-words whitespace-pre-wrap" dir="auto">
            {original.data?.body_text}
          </p>
        </details>
      )}
      {forwarded && original.data && <ForwardedFiles original={original.data} />}
    </div>
  );
}

function ForwardedFiles({ original }: { original: Original }) {
  const files = original.attachments.filter((file) => !file.inline);
  if (files.length === 0) return null;
  return (
    <p className="ps-1 text-xs">
      With its files: {files.map((file) => `${file.filename} (${formatSize(file.size)})`).join(', ')}
    </p>
  );
}

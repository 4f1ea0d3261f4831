import { useQuery } from '@tanstack/react-query';
import { labelsQuery } from '@/features/webhooks/api/webhook-api';
import { ChoiceList } from '@/features/webhooks/components/choice-list';
import type { WebhookForm } from '@/features/webhooks/hooks/webhook-form';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { mailboxesQuery, nameOf } from '@/lib/mailboxes/mailboxes';
import type { Submission } from '@/lib/use-submit';

interface Props {
  form: WebhookForm;
  change: (changes: Partial<WebhookForm>) => void;
  submission: Submission;
}

/** Which events of the types are delivered, and with which parts of their message. */
export function FilterFields({ form, change, submission }: Props) {
  const mailboxes = useQuery(mailboxesQuery).data?.filter((mailbox) => mailbox.owned) ?? [];
  const labels = useQuery(labelsQuery).data ?? [];
  const mailboxOf = (id: string) => mailboxes.find((mailbox) => mailbox.id === id);
  return (
    <details open={form.connectionIds.length + form.labelIds.length + form.senderDomains.length > 0}>
      <summary className="cursor-pointer text-sm font-medium">Only some events of these types</summary>
      <div className="mt-2 flex flex-col gap-4">
        {(mailboxes.length > 0 || form.connectionIds.length > 0) && (
          <ChoiceList
            legend="Mailboxes (none chosen: all)"
            options={mailboxes.map((mailbox) => ({ value: mailbox.id, label: nameOf(mailbox) }))}
            chosen={form.connectionIds}
            onChange={(connectionIds) => change({ connectionIds })}
            error={submission.errorOf('filter.connection_ids')}
          />
        )}
        {(labels.length > 0 || form.labelIds.length > 0) && (
          <ChoiceList
            legend="Labels and folders (none chosen: all)"
            options={labels.map((label) => {
              const mailbox = mailboxOf(label.connection_id);
              return {
                value: label.id,
                label: mailbox && mailboxes.length > 1 ? `${nameOf(mailbox)}: ${label.path}` : label.path,
              };
            })}
            chosen={form.labelIds}
            onChange={(labelIds) => change({ labelIds })}
            error={submission.errorOf('filter.label_ids')}
          />
        )}
        <Field
          label="Domains of senders"
          hint="Such as example.org, with its subdomains; several by commas. Left empty: all."
          error={submission.errorOf('filter.sender_domains')}
        >
          <Input
            value={form.senderDomains}
            autoComplete="off"
            onChange={(event) => change({ senderDomains: event.target.value })}
          />
        </Field>
      </div>
    </details>
  );
}

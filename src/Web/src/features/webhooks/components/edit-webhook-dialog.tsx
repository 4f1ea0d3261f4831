import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { changeWebhook, webhookQuery, type Webhook } from '@/features/webhooks/api/webhook-api';
import { FIELDS, WebhookFormFields } from '@/features/webhooks/components/webhook-form-fields';
import { changesOf, formOf } from '@/features/webhooks/hooks/webhook-form';
import { nameOf } from '@/features/webhooks/hooks/webhook-state';
import { Dialog } from '@/components/dialog';
import { Form } from '@/components/form';
import { Loaded } from '@/components/loaded';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  webhook: Webhook;
  onChanged: () => void;
  onClose: () => void;
}

/** Changes a webhook as it is now, not as the list has it. */
export function EditWebhookDialog({ webhook, onChanged, onClose }: Props) {
  const current = useQuery({ ...webhookQuery(webhook.id), gcTime: 0, refetchOnWindowFocus: false });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Change ${nameOf(webhook)}`}
      description="Events that wait and were not attempted yet are selected again."
      width="wide"
    >
      <Loaded query={current}>
        {({ data, etag }) => <EditForm webhook={data} etag={etag} onChanged={onChanged} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function EditForm({ webhook, etag, onChanged, onClose }: Props & { etag: string | null }) {
  const submission = useSubmit(FIELDS);
  const [form, setForm] = useState(() => formOf(webhook));
  return (
    <Form
      submission={submission}
      action="Save"
      onSubmit={() => changeWebhook(webhook.id, changesOf(form), etag ?? undefined)}
      onDone={() => {
        onChanged();
        onClose();
      }}
      onCancel={onClose}
    >
      <WebhookFormFields
        isNew={false}
        form={form}
        change={(changes) => setForm({ ...form, ...changes })}
        submission={submission}
      />
    </Form>
  );
}

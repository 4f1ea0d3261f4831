import { useState } from 'react';
import { createWebhook, type WebhookWithSecret } from '@/features/webhooks/api/webhook-api';
import { SecretShown } from '@/features/webhooks/components/secret-shown';
import { FIELDS, WebhookFormFields } from '@/features/webhooks/components/webhook-form-fields';
import { EMPTY_FORM, requestOf } from '@/features/webhooks/hooks/webhook-form';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { Form } from '@/components/form';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  onChanged: () => void;
  onClose: () => void;
}

/** Creates a webhook, then shows its secret once. */
export function NewWebhookDialog({ onChanged, onClose }: Props) {
  const submission = useSubmit(FIELDS);
  const [form, setForm] = useState(EMPTY_FORM);
  const [created, setCreated] = useState<WebhookWithSecret | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={created ? 'The secret of your webhook' : 'New webhook'}
      description={created ? 'Copy it now: it is not shown again.' : 'It receives the events from now on.'}
      width="wide"
      actions={
        created && (
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        )
      }
    >
      {created ? (
        <SecretShown webhook={created} />
      ) : (
        <Form
          submission={submission}
          action="Create webhook"
          onCancel={onClose}
          onSubmit={async () => {
            setCreated(await createWebhook(requestOf(form)));
            onChanged();
          }}
        >
          <WebhookFormFields isNew form={form} change={(changes) => setForm({ ...form, ...changes })} submission={submission} />
        </Form>
      )}
    </Dialog>
  );
}

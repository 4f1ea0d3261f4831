import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { eventTypesQuery, sendTest, type EventType, type Webhook } from '@/features/webhooks/api/webhook-api';
import { Dialog } from '@/components/dialog';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Loaded } from '@/components/loaded';
import { Select } from '@/components/select';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  webhook: Webhook;
  /** Called with the id of the delivery. */
  onSent: (deliveryId: string) => void;
  onClose: () => void;
}

/** Delivers a signed sample of an event. */
export function TestDialog({ webhook, onSent, onClose }: Props) {
  const types = useQuery(eventTypesQuery);
  const submission = useSubmit(['type']);
  const [type, setType] = useState<EventType>((webhook.event_types[0] as EventType | undefined) ?? 'email.received');
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Send a test"
      description="The endpoint receives a signed sample once, whatever the types and filters of the webhook are. Its position (seq) is 0."
    >
      <Loaded query={types}>
        {(known) => (
          <Form
            submission={submission}
            action="Send test"
            onSubmit={async () => onSent((await sendTest(webhook.id, type)).id)}
            onCancel={onClose}
          >
            <Field label="Type of event" error={submission.errorOf('type')}>
              <Select
                value={type}
                onChange={(event) => setType(event.target.value as EventType)}
                options={known.map((entry) => ({ value: entry.type, label: entry.type }))}
              />
            </Field>
          </Form>
        )}
      </Loaded>
    </Dialog>
  );
}

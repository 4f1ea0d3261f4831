import { useState } from 'react';
import { rotateSecret, type Webhook, type WebhookWithSecret } from '@/features/webhooks/api/webhook-api';
import { SecretShown } from '@/features/webhooks/components/secret-shown';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  webhook: Webhook;
  onChanged: () => void;
  onClose: () => void;
}

/** Replaces the secret, then shows the new one once. */
export function RotateDialog({ webhook, onChanged, onClose }: Props) {
  const submission = useSubmit();
  const [rotated, setRotated] = useState<WebhookWithSecret | null>(null);
  const rotate = () =>
    submission.run(async () => {
      setRotated(await rotateSecret(webhook.id));
      onChanged();
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={rotated ? 'The new secret' : 'Replace the secret?'}
      description={
        rotated
          ? 'Copy it now: it is not shown again.'
          : 'For 24 hours deliveries are signed with both secrets. Within that time, give the new one to the receiver. This cannot be undone.'
      }
      actions={
        rotated ? (
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="danger" busy={submission.busy} onClick={() => void rotate()}>
              Replace secret
            </Button>
          </>
        )
      }
    >
      {rotated ? <SecretShown webhook={rotated} /> : submission.error && <ErrorState error={submission.error} compact />}
    </Dialog>
  );
}

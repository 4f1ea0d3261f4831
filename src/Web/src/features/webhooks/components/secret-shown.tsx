import type { WebhookWithSecret } from '@/features/webhooks/api/webhook-api';
import { CopyField } from '@/components/copy-field';

/** The secret of a webhook, this once. */
export function SecretShown({ webhook }: { webhook: WebhookWithSecret }) {
  return (
    <div className="flex flex-col gap-4">
      <CopyField label="Secret" hint="The receiver verifies signatures with it." value={webhook.secret} />
      {webhook.public_key && <CopyField label="Public key" hint="Of the signatures v1a." value={webhook.public_key} />}
    </div>
  );
}

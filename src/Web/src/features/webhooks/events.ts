import { webhookKeys } from '@/features/webhooks/api/webhook-api';
import { onEvent } from '@/lib/events/event-registry';
import { showToast } from '@/lib/toasts';

/** Says on any page when a webhook was disabled. */
export default function registerWebhookEvents(): void {
  onEvent('webhook.disabled', (_event, client) => {
    void client.invalidateQueries({ queryKey: webhookKeys.all });
    showToast({
      tone: 'danger',
      text: 'A webhook was disabled',
      detail: 'Its endpoint did not accept events. They wait; see Settings, Webhooks.',
    });
  });
}

import { outgoingKeys } from '@/features/outgoing/api/outgoing';
import { onEvent } from '@/lib/events/event-registry';
import { showToast } from '@/lib/toasts';

/** Keeps outgoing messages as they are on the server, and says on any page when one was not sent. */
export default function registerOutgoingEvents(): void {
  onEvent('outgoing.updated', ({ data }, client) => {
    void client.invalidateQueries({ queryKey: outgoingKeys.all });
    if (data.state === 'failed') {
      showToast({ tone: 'danger', text: 'A message was not sent', detail: 'Its reason is in the outbox, under "Not sent".' });
    } else if (data.state === 'unknown') {
      showToast({
        tone: 'danger',
        text: 'A message may not have been sent',
        detail: 'What to do is in the outbox, under "Unknown".',
      });
    }
  });
  onEvent('email.bounced', (_event, client) => void client.invalidateQueries({ queryKey: outgoingKeys.all }));
  onEvent('email.replied', (_event, client) => void client.invalidateQueries({ queryKey: outgoingKeys.all }));
}

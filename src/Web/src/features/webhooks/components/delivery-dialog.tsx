import { useQuery, useQueryClient } from '@tanstack/react-query';
import { deliveryQuery, replay, webhookKeys, type DeliveryDetail } from '@/features/webhooks/api/webhook-api';
import { CodeBlock } from '@/features/webhooks/components/code-block';
import { DELIVERY_STATES, readable } from '@/features/webhooks/hooks/webhook-state';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Facts } from '@/components/facts';
import { Loaded } from '@/components/loaded';
import { formatCount, formatDateTime, formatRelative } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  webhookId: string;
  deliveryId: string;
  onClose: () => void;
}

/** A delivery: what was sent, and how the endpoint answered each time. */
export function DeliveryDialog({ webhookId, deliveryId, onClose }: Props) {
  const delivery = useQuery(deliveryQuery(webhookId, deliveryId));
  const client = useQueryClient();
  const submission = useSubmit();
  const again = () =>
    submission
      .run(() => replay(webhookId, { ids: [deliveryId] }))
      .then((done) => {
        void client.invalidateQueries({ queryKey: webhookKeys.deliveries(webhookId) });
        if (done) onClose();
      });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={delivery.data?.delivery.event_type ?? 'Delivery'}
      width="wide"
      actions={
        delivery.data?.delivery.seq !== null && (
          <Button busy={submission.busy} disabled={!delivery.data} onClick={() => void again()}>
            Deliver again
          </Button>
        )
      }
    >
      {submission.error && <ErrorState error={submission.error} compact />}
      <Loaded query={delivery}>{(detail) => <Detail detail={detail} />}</Loaded>
    </Dialog>
  );
}

function Detail({ detail: { delivery, payload, attempt_log } }: { detail: DeliveryDetail }) {
  const state = DELIVERY_STATES[delivery.status];
  return (
    <div className="flex flex-col gap-4">
      <Facts
        facts={[
          ['State', <Badge tone={state.tone}>{state.label}</Badge>],
          ['webhook-id', <span className="font-mono text-xs break-all">{delivery.webhook_message_id}</span>],
          ['Position', delivery.seq === null ? 'None: this is a test' : formatCount(delivery.seq)],
          ['Next attempt', delivery.next_attempt_at && formatRelative(delivery.next_attempt_at)],
        ]}
      />
      <section className="flex flex-col gap-1" aria-label="Payload">
        <h3 className="text-sm font-medium">Payload</h3>
        {payload === null ? (
          <p className="text-sm text-muted">The event is no longer known.</p>
        ) : (
          <CodeBlock label="Payload" text={readable(payload)} />
        )}
      </section>
      <section className="flex flex-col gap-2" aria-label="Attempts">
        <h3 className="text-sm font-medium">Attempts</h3>
        {attempt_log.length === 0 && <p className="text-sm text-muted">None yet.</p>}
        {attempt_log.map((attempt) => (
          <article key={attempt.number} className="flex flex-col gap-1 border-t border-line pt-2 text-sm">
            <p>
              {attempt.number}. {formatDateTime(attempt.started_at)}
              {attempt.duration_ms === null ? ', under way' : `, ${formatCount(attempt.duration_ms)} ms`}
              {attempt.response_status !== null && `, status ${String(attempt.response_status)}`}
            </p>
            {attempt.error && <p className="text-danger">{attempt.error}</p>}
            {attempt.response_head && (
              <CodeBlock label={`Answer to attempt ${String(attempt.number)}`} text={readable(attempt.response_head)} />
            )}
          </article>
        ))}
      </section>
    </div>
  );
}

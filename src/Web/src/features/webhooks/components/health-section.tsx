import { useQuery } from '@tanstack/react-query';
import { healthQuery, type Webhook } from '@/features/webhooks/api/webhook-api';
import { stateOf } from '@/features/webhooks/hooks/webhook-state';
import { Badge } from '@/components/badge';
import { Facts } from '@/components/facts';
import { Loaded } from '@/components/loaded';
import { PageSection } from '@/components/page-section';
import { Switch } from '@/components/switch';
import { formatCount, formatDateTime, formatRelative } from '@/lib/format';

interface Props {
  webhook: Webhook;
  onEnable: (enabled: boolean) => void;
}

/** Whether events arrive, how far, and what to do if they do not. */
export function HealthSection({ webhook, onEnable }: Props) {
  const health = useQuery(healthQuery(webhook.id));
  const { label, tone, advice } = stateOf(webhook, health.data);
  return (
    <PageSection title="Health" description={advice} actions={<Badge tone={tone}>{label}</Badge>}>
      <Switch label="Deliver events" checked={webhook.enabled} onCheckedChange={onEnable} />
      <Loaded query={health}>
        {(known) => (
          <Facts
            facts={[
              ['Position', `${formatCount(known.position)}, ${formatCount(known.behind)} behind the log`],
              ['Failures in a row', known.failures > 0 ? formatCount(known.failures) : null],
              ['Failing since', known.failing_since && formatDateTime(known.failing_since)],
              ['Last error', known.last_error],
              ['Next attempt', known.next_attempt_at && formatRelative(known.next_attempt_at)],
              [
                'Last delivered',
                known.last_delivered_at ? formatRelative(known.last_delivered_at) : 'Never, or more than 30 days ago',
              ],
              ['Disabled', webhook.disabled_at && formatDateTime(webhook.disabled_at)],
              ['Previous secret signs until', webhook.rotated_until && formatDateTime(webhook.rotated_until)],
            ]}
          />
        )}
      </Loaded>
    </PageSection>
  );
}

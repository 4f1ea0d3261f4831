import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteSlack, slackQuery, type Slack } from '@/features/slack/api/slack-api';
import { SlackSettingsForm } from '@/features/slack/components/slack-settings-form';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Facts } from '@/components/facts';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { formatRelative } from '@/lib/format';

const STATES = {
  working: { label: 'Working', tone: 'success' },
  failing: { label: 'Trying again', tone: 'warning' },
  refused: { label: 'Refused', tone: 'danger' },
} as const;

export default function SlackPage() {
  const slack = useQuery(slackQuery);
  const client = useQueryClient();
  const [isLeaving, setIsLeaving] = useState(false);
  const store = (found: Slack | null) => client.setQueryData(slackQuery.queryKey, found);
  return (
    <>
      <PageHeader title="Slack" />
      <Loaded query={slack}>
        {(found) => (
          <>
            {found && <State slack={found} onDelete={() => setIsLeaving(true)} />}
            <PageSection title="Posts" description="Received mail is posted to a channel, a few seconds after it arrives.">
              <SlackSettingsForm key={found?.created_at} slack={found} onSaved={store} />
            </PageSection>
          </>
        )}
      </Loaded>
      <ConfirmDialog
        open={isLeaving}
        onOpenChange={setIsLeaving}
        title="Disconnect Slack?"
        description="Nothing more is posted, and the address is deleted."
        action="Disconnect"
        onConfirm={async () => {
          await deleteSlack();
          store(null);
        }}
      />
    </>
  );
}

function State({ slack, onDelete }: { slack: Slack; onDelete: () => void }) {
  const { label, tone } = slack.enabled ? STATES[slack.state] : ({ label: 'Paused', tone: 'neutral' } as const);
  return (
    <PageSection
      title="State"
      description={
        slack.state === 'refused'
          ? 'Slack no longer knows the address. Create a new webhook there, and enter it below.'
          : undefined
      }
      actions={
        <>
          <Badge tone={tone}>{label}</Badge>
          <Button onClick={onDelete}>Disconnect</Button>
        </>
      }
    >
      <Facts
        facts={[
          ['Last post', slack.last_posted_at ? formatRelative(slack.last_posted_at) : 'None yet'],
          ['Last error', slack.last_error],
          ['Next attempt', slack.next_attempt_at && formatRelative(slack.next_attempt_at)],
        ]}
      />
    </PageSection>
  );
}

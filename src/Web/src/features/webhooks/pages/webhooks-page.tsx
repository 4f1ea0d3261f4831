import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { deleteWebhook, webhookKeys, webhooksQuery, type Webhook } from '@/features/webhooks/api/webhook-api';
import { NewWebhookDialog } from '@/features/webhooks/components/new-webhook-dialog';
import { WebhookDetail } from '@/features/webhooks/components/webhook-detail';
import { nameOf, stateOf } from '@/features/webhooks/hooks/webhook-state';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EmptyState } from '@/components/empty-state';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { useFilters } from '@/lib/use-filters';

const NO_FILTERS = { status: '', type: '' };

export default function WebhooksPage() {
  const webhooks = useQuery(webhooksQuery);
  const client = useQueryClient();
  const [{ webhook: openId }, setFilters] = useFilters(['webhook', 'status', 'type']);
  const [isNew, setIsNew] = useState(false);
  const [deleted, setDeleted] = useState<Webhook | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: webhookKeys.all });
  const opened = webhooks.data?.find((webhook) => webhook.id === openId);
  const back = () => setFilters({ webhook: '', ...NO_FILTERS });
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setIsNew(true)}>
      New webhook
    </Button>
  );
  return (
    <>
      {opened ? (
        <WebhookDetail key={opened.id} webhook={opened} onBack={back} onDelete={() => setDeleted(opened)} />
      ) : (
        <>
          <PageHeader title="Webhooks" actions={add} />
          <Loaded query={webhooks}>
            {(all) =>
              all.length === 0 ? (
                <EmptyState icon={WebhookIcon} title="No webhook yet" action={add}>
                  A webhook delivers events, such as new mail, to a program of yours: signed, in order, and again until it accepts
                  them.
                </EmptyState>
              ) : (
                <PageSection wide title="Your webhooks">
                  <Webhooks webhooks={all} onOpen={(id) => setFilters({ webhook: id, ...NO_FILTERS })} />
                </PageSection>
              )
            }
          </Loaded>
        </>
      )}
      {isNew && <NewWebhookDialog onChanged={() => void reload()} onClose={() => setIsNew(false)} />}
      <ConfirmDialog
        open={deleted !== null}
        onOpenChange={() => setDeleted(null)}
        title={`Delete ${deleted ? nameOf(deleted) : ''}?`}
        description="Events that wait are not delivered, and the log of deliveries is deleted, too. This cannot be undone."
        action="Delete webhook"
        onConfirm={async () => {
          if (deleted) await deleteWebhook(deleted.id);
          back();
          await reload();
        }}
      />
    </>
  );
}

function Webhooks({ webhooks, onOpen }: { webhooks: readonly Webhook[]; onOpen: (id: string) => void }) {
  return (
    <Table
      caption="Webhooks"
      rows={webhooks}
      rowKey={(webhook) => webhook.id}
      columns={[
        {
          header: 'Webhook',
          cell: (webhook) => (
            <button
              type="button"
              className="text-start text-accent-ink underline-offset-2 hover:underline"
              onClick={() => onOpen(webhook.id)}
            >
              <span className="block">{nameOf(webhook)}</span>
              {webhook.description && <span className="block text-xs break-all text-muted">{webhook.url}</span>}
            </button>
          ),
        },
        {
          header: 'Events',
          cell: (webhook) => (webhook.event_types.length === 0 ? 'All' : webhook.event_types.join(', ')),
          wideOnly: true,
        },
        {
          header: 'State',
          align: 'end',
          cell: (webhook) => {
            const { label, tone } = stateOf(webhook);
            return <Badge tone={tone}>{label}</Badge>;
          },
        },
      ]}
    />
  );
}

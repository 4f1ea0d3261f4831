import { useQueryClient } from '@tanstack/react-query';
import { ArrowLeft, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { webhookKeys, type Webhook } from '@/features/webhooks/api/webhook-api';
import { DeliveriesSection } from '@/features/webhooks/components/deliveries-section';
import { DeliveryDialog } from '@/features/webhooks/components/delivery-dialog';
import { EditWebhookDialog } from '@/features/webhooks/components/edit-webhook-dialog';
import { HealthSection } from '@/features/webhooks/components/health-section';
import { ReplayDialog } from '@/features/webhooks/components/replay-dialog';
import { RotateDialog } from '@/features/webhooks/components/rotate-dialog';
import { SettingsSection } from '@/features/webhooks/components/settings-section';
import { TestDialog } from '@/features/webhooks/components/test-dialog';
import { Verification } from '@/features/webhooks/components/verification';
import { useEnable } from '@/features/webhooks/hooks/use-enable';
import { nameOf } from '@/features/webhooks/hooks/webhook-state';
import { Button } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { PageHeader } from '@/components/page-header';

type Dialog = 'edit' | 'rotate' | 'test' | 'replay' | { deliveryId: string };

interface Props {
  webhook: Webhook;
  onBack: () => void;
  onDelete: () => void;
}

/** One webhook: its health, what it receives, its deliveries, and how to verify them. */
export function WebhookDetail({ webhook, onBack, onDelete }: Props) {
  const client = useQueryClient();
  const enable = useEnable();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const reload = () => {
    setSelected([]);
    void client.invalidateQueries({ queryKey: webhookKeys.all });
  };
  const close = () => setDialog(null);
  const common = { webhook, onChanged: reload, onClose: close };
  return (
    <>
      <PageHeader
        title={nameOf(webhook)}
        actions={
          <>
            <IconButton icon={ArrowLeft} label="All webhooks" onClick={onBack} />
            <Button disabled={!webhook.enabled} onClick={() => setDialog('test')}>
              Send test
            </Button>
            <Menu
              label="Actions"
              align="end"
              trigger={<IconButton icon={Ellipsis} label="More actions" />}
              items={[
                { label: 'Change', onSelect: () => setDialog('edit') },
                { label: 'Replace secret', onSelect: () => setDialog('rotate') },
                'separator',
                { label: 'Delete', danger: true, onSelect: onDelete },
              ]}
            />
          </>
        }
      />
      <HealthSection webhook={webhook} onEnable={(enabled) => void enable(webhook, enabled)} />
      <SettingsSection webhook={webhook} />
      <DeliveriesSection
        webhook={webhook}
        selected={selected}
        onSelect={setSelected}
        onOpen={(deliveryId) => setDialog({ deliveryId })}
        onReplay={() => setDialog('replay')}
      />
      <Verification />
      {dialog === 'edit' && <EditWebhookDialog {...common} />}
      {dialog === 'rotate' && <RotateDialog {...common} />}
      {dialog === 'replay' && <ReplayDialog {...common} ids={selected} />}
      {dialog === 'test' && (
        <TestDialog
          webhook={webhook}
          onClose={close}
          onSent={(deliveryId) => {
            reload();
            setDialog({ deliveryId });
          }}
        />
      )}
      {dialog !== null && typeof dialog === 'object' && (
        <DeliveryDialog webhookId={webhook.id} deliveryId={dialog.deliveryId} onClose={close} />
      )}
    </>
  );
}

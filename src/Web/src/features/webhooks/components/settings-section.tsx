import { useQuery } from '@tanstack/react-query';
import { labelsQuery, type Webhook } from '@/features/webhooks/api/webhook-api';
import { Badge } from '@/components/badge';
import { CopyField } from '@/components/copy-field';
import { Facts } from '@/components/facts';
import { PageSection } from '@/components/page-section';
import { mailboxesQuery, nameOf } from '@/lib/mailboxes/mailboxes';

/** What a webhook receives. */
export function SettingsSection({ webhook }: { webhook: Webhook }) {
  const mailboxes = useQuery(mailboxesQuery).data ?? [];
  const labels = useQuery(labelsQuery).data ?? [];
  const { connection_ids, label_ids, sender_domains } = webhook.filter;
  const mailboxName = (id: string) => {
    const mailbox = mailboxes.find((other) => other.id === id);
    return mailbox ? nameOf(mailbox) : id;
  };
  const labelName = (id: string) => labels.find((other) => other.id === id)?.path ?? id;
  return (
    <PageSection title="Events">
      <Facts
        facts={[
          ['Address', <span className="break-all">{webhook.url}</span>],
          ['Types', webhook.event_types.length === 0 ? 'All' : <Badges texts={webhook.event_types} />],
          ['Mailboxes', connection_ids?.length ? connection_ids.map(mailboxName).join(', ') : null],
          ['Labels', label_ids?.length ? label_ids.map(labelName).join(', ') : null],
          ['Senders', sender_domains?.length ? sender_domains.join(', ') : null],
          ['Included', webhook.include.length > 0 ? webhook.include.join(', ') : 'Ids and flags only'],
          ['Header fields', webhook.header_names.length > 0 ? webhook.header_names.join(', ') : null],
        ]}
      />
      {webhook.public_key && <CopyField label="Public key" hint="Verifies the signatures v1a." value={webhook.public_key} />}
    </PageSection>
  );
}

function Badges({ texts }: { texts: readonly string[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {texts.map((text) => (
        <Badge key={text}>{text}</Badge>
      ))}
    </span>
  );
}

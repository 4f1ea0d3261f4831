import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Inbox, Plus } from 'lucide-react';
import { MailboxDetails } from '@/features/settings/components/mailbox-details';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { TextLink } from '@/components/link';
import { formatRelative } from '@/lib/format';
import { mailboxesQuery, nameOf, PROVIDER_NAMES, STATUS, type Mailbox } from '@/lib/mailboxes/mailboxes';
import { useFilters } from '@/lib/use-filters';

/** The mailboxes of the user; with "mailbox" in the address, one of them. */
export default function MailboxesPage() {
  const [{ mailbox: id }] = useFilters(['mailbox']);
  const mailboxes = useQuery(mailboxesQuery);
  const navigate = useNavigate();
  const client = useQueryClient();
  const chosen = mailboxes.data?.find((mailbox) => mailbox.id === id);
  if (chosen) {
    return (
      <MailboxDetails
        key={chosen.id}
        mailbox={chosen}
        onGone={() => {
          void client.invalidateQueries();
          void navigate({ to: '/settings/mailboxes', replace: true });
        }}
      />
    );
  }
  const add = (
    <Button look="primary" icon={Plus} onClick={() => void navigate({ to: '/connect' })}>
      Connect a mailbox
    </Button>
  );
  return (
    <>
      <PageHeader title="Mailboxes" actions={add} />
      <Loaded query={mailboxes}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={Inbox} title="No mailbox yet" action={add}>
              A mailbox that you connect, or that is shared with you, appears here.
            </EmptyState>
          ) : (
            <PageSection wide title="Connected" description="Open one to check it and to change its settings.">
              <List mailboxes={all} />
            </PageSection>
          )
        }
      </Loaded>
    </>
  );
}

function List({ mailboxes }: { mailboxes: readonly Mailbox[] }) {
  return (
    <Table
      caption="Mailboxes"
      rows={mailboxes}
      rowKey={(mailbox) => mailbox.id}
      columns={[
        {
          header: 'Mailbox',
          cell: (mailbox) => (
            <>
              <TextLink to="/settings/mailboxes" search={{ mailbox: mailbox.id }} className="break-all">
                {nameOf(mailbox)}
              </TextLink>
              {mailbox.display_name && <div className="text-xs break-all text-muted">{mailbox.email}</div>}
              {mailbox.shared_by && <div className="text-xs text-muted">Shared by {mailbox.shared_by.name}</div>}
            </>
          ),
        },
        { header: 'Kind', cell: (mailbox) => PROVIDER_NAMES[mailbox.provider], wideOnly: true },
        {
          header: 'Status',
          cell: ({ status, can_send }) => (
            <span className="inline-flex flex-wrap gap-1">
              <Badge tone={STATUS[status].tone}>{STATUS[status].label}</Badge>
              {!can_send && <Badge tone="warning">Read only</Badge>}
            </span>
          ),
        },
        {
          header: 'Last sync',
          cell: ({ last_sync }) => (last_sync ? formatRelative(last_sync) : 'Not yet'),
          wideOnly: true,
        },
      ]}
    />
  );
}

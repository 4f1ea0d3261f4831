import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { statsQuery } from '@/features/admin/api/admin-api';
import { Figure } from '@/features/admin/components/figure';
import { Button } from '@/components/button';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { formatCount, formatFullDate } from '@/lib/format';

export default function OverviewPage() {
  const stats = useQuery(statsQuery);
  const refresh = (
    <Button icon={RefreshCw} busy={stats.isFetching} onClick={() => void stats.refetch()}>
      Refresh
    </Button>
  );
  return (
    <>
      <PageHeader title="Overview" actions={refresh} />
      <Loaded query={stats}>
        {({ users, connections, messages, backlog, as_of }) => (
          <>
            <PageSection wide title="This installation" description={`As of ${formatFullDate(as_of)}.`}>
              <dl className="grid grid-cols-2 gap-2 md:grid-cols-5">
                <Figure label="Accounts" value={users.total} />
                <Figure label="Disabled" value={users.disabled} />
                <Figure label="Administrators" value={users.admins} />
                <Figure label="Open sessions" value={users.sessions} />
                <Figure label="Messages" value={messages} />
              </dl>
            </PageSection>
            <PageSection wide title="Mailboxes">
              <Table
                caption="Mailboxes by provider and status"
                rows={rowsOf(connections)}
                rowKey={(row) => `${row.provider}/${row.status}`}
                columns={[
                  { header: 'Provider', cell: (row) => row.provider },
                  { header: 'Status', cell: (row) => row.status.replaceAll('_', ' ') },
                  { header: 'Number', align: 'end', cell: (row) => formatCount(row.count) },
                ]}
              />
            </PageSection>
            <PageSection
              wide
              title="Waiting work"
              description="What waits in each queue. Numbers that keep growing need attention."
            >
              <Table
                caption="Waiting work by queue"
                rows={Object.entries(backlog)}
                rowKey={([queue]) => queue}
                columns={[
                  { header: 'Queue', cell: ([queue]) => queue.replaceAll('_', ' ') },
                  { header: 'Waiting', align: 'end', cell: ([, count]) => formatCount(count) },
                ]}
              />
            </PageSection>
          </>
        )}
      </Loaded>
    </>
  );
}

const rowsOf = (connections: Record<string, Record<string, number>>) =>
  Object.entries(connections).flatMap(([provider, byStatus]) =>
    Object.entries(byStatus).map(([status, count]) => ({ provider, status, count })),
  );

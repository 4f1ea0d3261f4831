import { useQuery } from '@tanstack/react-query';
import { jobStatsQuery } from '@/features/admin/api/admin-api';
import { Loaded } from '@/components/loaded';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { TextLink } from '@/components/link';
import { formatCount, formatDuration, formatFullDate } from '@/lib/format';

/** The jobs of each kind by state. */
export function JobStats() {
  const stats = useQuery(jobStatsQuery);
  return (
    <Loaded query={stats} rows={2}>
      {({ kinds, as_of }) => (
        <PageSection wide title="By kind" description={`As of ${formatFullDate(as_of)}.`}>
          {kinds.length === 0 ? (
            <p className="text-sm text-muted">Nothing waits.</p>
          ) : (
            <Table
              caption="Jobs by kind"
              rows={kinds}
              rowKey={(row) => row.kind}
              columns={[
                {
                  header: 'Kind',
                  cell: (row) => (
                    <TextLink to="/admin/jobs" search={{ kind: row.kind }}>
                      {row.kind}
                    </TextLink>
                  ),
                },
                { header: 'Scheduled', align: 'end', cell: (row) => formatCount(row.scheduled) },
                { header: 'Ready', align: 'end', cell: (row) => formatCount(row.ready) },
                { header: 'Running', align: 'end', cell: (row) => formatCount(row.running), wideOnly: true },
                {
                  header: 'Parked',
                  align: 'end',
                  cell: (row) => <span className={row.parked > 0 ? 'text-danger' : undefined}>{formatCount(row.parked)}</span>,
                },
                {
                  header: 'Oldest ready',
                  align: 'end',
                  cell: (row) => (row.ready > 0 ? formatDuration(row.oldest_ready_seconds) : ''),
                  wideOnly: true,
                },
              ]}
            />
          )}
        </PageSection>
      )}
    </Loaded>
  );
}

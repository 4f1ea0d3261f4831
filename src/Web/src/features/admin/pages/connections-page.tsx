import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { troubledQuery } from '@/features/admin/api/admin-api';
import { FilterBar } from '@/features/admin/components/filter-bar';
import { PagedTable } from '@/features/admin/components/paged-table';
import { Badge } from '@/components/badge';
import { EmptyState } from '@/components/empty-state';
import { Field } from '@/components/field';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import { TextLink } from '@/components/link';
import { formatDateTime, formatRelative } from '@/lib/format';
import { PROVIDER_NAMES, STATUS } from '@/lib/mailboxes/mailboxes';
import { useFilters } from '@/lib/use-filters';

/** Mailboxes of all users that need attention, without their addresses. */
export default function ConnectionsPage() {
  const [{ state }, setFilters] = useFilters(['state']);
  const chosen = state === 'stale' ? 'stale' : 'failing';
  const troubled = useInfiniteQuery(troubledQuery(chosen));
  return (
    <>
      <PageHeader title="Mailboxes with trouble" />
      <PageSection wide title="All users" description="Addresses are not shown to administrators.">
        <FilterBar>
          <Field label="Trouble">
            <Select
              value={chosen}
              onChange={(event) => setFilters({ state: event.target.value })}
              options={[
                { value: 'failing', label: 'Failing: retried, or waiting for the owner' },
                { value: 'stale', label: 'Stale: no error, but no exact copy for an hour' },
              ]}
            />
          </Field>
        </FilterBar>
        <PagedTable
          caption="Mailboxes with trouble"
          query={troubled}
          rowKey={(row) => row.id}
          empty={
            <EmptyState icon={CircleCheck} title={chosen === 'failing' ? 'No mailbox fails' : 'No mailbox is stale'}>
              Mailboxes that need attention appear here.
            </EmptyState>
          }
          columns={[
            { header: 'Mailbox', cell: (row) => <span className="font-mono text-xs break-all">{row.id}</span> },
            { header: 'Kind', cell: (row) => PROVIDER_NAMES[row.provider], wideOnly: true },
            { header: 'Status', cell: (row) => <Badge tone={STATUS[row.status].tone}>{STATUS[row.status].label}</Badge> },
            { header: 'Error', cell: (row) => row.error_code?.replaceAll('_', ' ') ?? '', wideOnly: true },
            {
              header: 'Complete as of',
              cell: (row) => (row.complete_as_of ? formatRelative(row.complete_as_of) : 'Never'),
            },
            { header: 'Connected', cell: (row) => formatDateTime(row.created_at), wideOnly: true },
            {
              header: 'Owner',
              cell: (row) => (
                <TextLink to="/admin/audit" search={{ user: row.user_id }} className="font-mono text-xs break-all">
                  {row.user_id}
                </TextLink>
              ),
              wideOnly: true,
            },
          ]}
        />
      </PageSection>
    </>
  );
}

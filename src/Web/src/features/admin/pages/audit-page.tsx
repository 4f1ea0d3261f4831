import { useInfiniteQuery } from '@tanstack/react-query';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { auditQuery, type AuditEntry } from '@/features/admin/api/admin-api';
import { AuditDetails } from '@/features/admin/components/audit-details';
import { AuditVerification } from '@/features/admin/components/audit-verification';
import { FilterBar } from '@/features/admin/components/filter-bar';
import { PagedTable } from '@/features/admin/components/paged-table';
import { TextFilter } from '@/features/admin/components/text-filter';
import { Badge } from '@/components/badge';
import { EmptyState } from '@/components/empty-state';
import { Field } from '@/components/field';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import { formatDateTime } from '@/lib/format';
import { useFilters } from '@/lib/use-filters';

const OUTCOMES = { succeeded: 'success', refused: 'warning', failed: 'danger' } as const;
const isOutcome = (value: string | undefined): value is keyof typeof OUTCOMES => value !== undefined && value in OUTCOMES;

/** Returns the moment at which a day begins here, or the next one; undefined for what is no day. */
function momentOf(day: string | undefined, offset: number): string | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  return parts ? new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + offset).toISOString() : undefined;
}

export default function AuditPage() {
  const [filters, setFilters] = useFilters(['user', 'action', 'outcome', 'from', 'to']);
  const { user, action, outcome, from, to } = filters;
  const entries = useInfiniteQuery(
    auditQuery({ user, action, outcome: isOutcome(outcome) ? outcome : undefined, from: momentOf(from, 0), to: momentOf(to, 1) }),
  );
  const [shown, setShown] = useState<AuditEntry | null>(null);
  return (
    <>
      <PageHeader title="Audit log" />
      <AuditVerification />
      <PageSection wide title="Actions" description="Newest first.">
        <FilterBar>
          <TextFilter label="User" placeholder="Id" value={user} onChange={(value) => setFilters({ user: value })} />
          <TextFilter
            label="Action"
            placeholder="auth.login"
            value={action}
            onChange={(value) => setFilters({ action: value })}
          />
          <Field label="Outcome">
            <Select
              value={isOutcome(outcome) ? outcome : ''}
              onChange={(event) => setFilters({ outcome: event.target.value })}
              options={[{ value: '', label: 'All' }, ...Object.keys(OUTCOMES).map((value) => ({ value, label: value }))]}
            />
          </Field>
          <TextFilter label="From" type="date" value={from} onChange={(value) => setFilters({ from: value })} />
          <TextFilter label="To" type="date" value={to} onChange={(value) => setFilters({ to: value })} />
        </FilterBar>
        <PagedTable
          caption="Actions"
          query={entries}
          rowKey={(entry) => `${entry.user_id ?? ''}/${String(entry.seq)}`}
          empty={
            <EmptyState icon={ScrollText} title="No such action">
              Widen the filters. Sign-ins, changes and refusals appear here.
            </EmptyState>
          }
          columns={[
            { header: 'Time', cell: (entry) => formatDateTime(entry.at) },
            {
              header: 'Action',
              cell: (entry) => (
                <button type="button" className="text-start text-accent-ink hover:underline" onClick={() => setShown(entry)}>
                  {entry.action}
                </button>
              ),
            },
            { header: 'Outcome', cell: (entry) => <Badge tone={OUTCOMES[entry.outcome]}>{entry.outcome}</Badge> },
            {
              header: 'Actor',
              cell: (entry) => <span className="font-mono text-xs break-all">{actorOf(entry)}</span>,
              wideOnly: true,
            },
            { header: 'Target', cell: (entry) => <span className="text-xs break-all">{entry.target}</span>, wideOnly: true },
            { header: 'Address', cell: (entry) => entry.address ?? '', wideOnly: true },
          ]}
        />
      </PageSection>
      {shown && <AuditDetails entry={shown} onClose={() => setShown(null)} />}
    </>
  );
}

// The service itself has no address.
const actorOf = ({ actor_id, address }: AuditEntry) => actor_id ?? (address === null ? 'service' : 'unknown');

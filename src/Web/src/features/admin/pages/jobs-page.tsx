import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { cancelJob, jobsQuery, retryJob, type Job } from '@/features/admin/api/admin-api';
import { FilterBar } from '@/features/admin/components/filter-bar';
import { JobStats } from '@/features/admin/components/job-stats';
import { PagedTable } from '@/features/admin/components/paged-table';
import { TextFilter } from '@/features/admin/components/text-filter';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Field } from '@/components/field';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import type { Column } from '@/components/table';
import { formatRelative } from '@/lib/format';
import { useFilters } from '@/lib/use-filters';
import { useSubmit } from '@/lib/use-submit';

const STATES = {
  scheduled: { label: 'Scheduled', tone: 'neutral' },
  ready: { label: 'Ready', tone: 'accent' },
  running: { label: 'Running', tone: 'success' },
  parked: { label: 'Parked', tone: 'danger' },
} as const;

const isState = (value: string | undefined): value is keyof typeof STATES => value !== undefined && value in STATES;

export default function JobsPage() {
  const [{ kind, state }, setFilters] = useFilters(['kind', 'state']);
  const jobs = useInfiniteQuery(jobsQuery(kind, isState(state) ? state : undefined));
  const client = useQueryClient();
  const submission = useSubmit();
  const [cancelled, setCancelled] = useState<Job | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: ['admin', 'jobs'] });
  const retry = (job: Job) =>
    void submission.run(async () => {
      await retryJob(job.id);
      await reload();
    });

  const actions: Column<Job> = {
    header: 'Actions',
    align: 'end',
    cell: (job) => (
      <span className="inline-flex flex-wrap justify-end gap-2">
        {(job.state === 'parked' || job.state === 'scheduled') && (
          <Button disabled={submission.busy} onClick={() => retry(job)}>
            Run now
          </Button>
        )}
        <Button onClick={() => setCancelled(job)}>Cancel</Button>
      </span>
    ),
  };
  return (
    <>
      <PageHeader title="Jobs" actions={<Button onClick={() => void reload()}>Refresh</Button>} />
      <JobStats />
      <PageSection wide title="Jobs" description="Newest first, without their content. A job that is done is no longer listed.">
        <FilterBar>
          <TextFilter label="Kind" value={kind} onChange={(value) => setFilters({ kind: value })} />
          <Field label="State">
            <Select
              value={isState(state) ? state : ''}
              onChange={(event) => setFilters({ state: event.target.value })}
              options={[{ value: '', label: 'All' }, ...Object.entries(STATES).map(([value, { label }]) => ({ value, label }))]}
            />
          </Field>
        </FilterBar>
        {submission.error && <ErrorState error={submission.error} compact />}
        <PagedTable
          caption="Jobs"
          query={jobs}
          rowKey={(job) => job.id}
          empty={
            <EmptyState icon={CircleCheck} title="No such job">
              Work that waits, runs or has failed for good appears here.
            </EmptyState>
          }
          columns={[...columns, actions]}
        />
      </PageSection>
      <ConfirmDialog
        open={cancelled !== null}
        onOpenChange={() => setCancelled(null)}
        title={`Cancel this job of ${cancelled?.kind ?? ''}?`}
        description="It is removed and never runs. A running one is interrupted within seconds; what it has already done stays. This cannot be undone."
        action="Cancel job"
        onConfirm={async () => {
          if (cancelled) await cancelJob(cancelled.id);
          await reload();
        }}
      />
    </>
  );
}

const columns: readonly Column<Job>[] = [
  {
    header: 'Job',
    cell: (job) => (
      <>
        {job.kind}
        <div className="font-mono text-xs break-all text-muted">{job.id}</div>
      </>
    ),
  },
  { header: 'State', cell: (job) => <Badge tone={STATES[job.state].tone}>{STATES[job.state].label}</Badge> },
  { header: 'Due', cell: (job) => formatRelative(job.run_at), wideOnly: true },
  { header: 'Attempts', align: 'end', cell: (job) => job.attempts, wideOnly: true },
  { header: 'Last error', cell: (job) => <span className="break-words">{job.error}</span>, wideOnly: true },
];

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { endSessionOf, sessionsQuery } from '@/features/settings/api/account-api';
import { programOf } from '@/features/settings/api/program-of';
import { EndAllSessions } from '@/features/settings/components/end-all-sessions';
import { ProofDialog } from '@/features/settings/components/proof-dialog';
import { useProof } from '@/features/settings/hooks/use-proof';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { formatDateTime, formatRelative } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

export default function SessionsPage() {
  const sessions = useQuery({ ...sessionsQuery, staleTime: 0 });
  const client = useQueryClient();
  const proof = useProof();
  const submission = useSubmit();
  const end = (id: string) =>
    submission.run(async () => {
      await proof.run(() => endSessionOf(id));
      await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    });
  return (
    <>
      <PageHeader title="Sessions" actions={<EndAllSessions prove={proof.run} />} />
      <PageSection
        wide
        title="Where you are signed in"
        description="End a session that you do not know, then change your password."
      >
        {submission.error && <ErrorState error={submission.error} compact />}
        <Loaded query={sessions}>
          {(rows) => (
            <Table
              caption="Sessions"
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                {
                  header: 'Program',
                  cell: (row) => (
                    <span title={row.user_agent ?? undefined} className="inline-flex flex-wrap items-center gap-2">
                      {programOf(row.user_agent)} {row.current && <Badge tone="accent">This one</Badge>}
                    </span>
                  ),
                },
                { header: 'Address', cell: (row) => row.address ?? '', wideOnly: true },
                { header: 'Signed in', cell: (row) => formatDateTime(row.created_at), wideOnly: true },
                { header: 'Last used', cell: (row) => formatRelative(row.last_used_at) },
                {
                  header: 'Actions',
                  align: 'end',
                  cell: (row) =>
                    !row.current && (
                      <Button disabled={submission.busy} onClick={() => void end(row.id)}>
                        End
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </PageSection>
      <ProofDialog {...proof.dialog} />
    </>
  );
}

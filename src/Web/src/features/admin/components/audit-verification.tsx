import { ShieldCheck } from 'lucide-react';
import { useVerification, type Verification } from '@/features/admin/hooks/use-verification';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { formatCount } from '@/lib/format';

/** Verifies that no row of the log was changed, removed or reordered. */
export function AuditVerification() {
  const { verification, run } = useVerification();
  return (
    <PageSection
      wide
      title="Integrity"
      description="Finds rows that were changed, removed, reordered or cut off since they were written."
      actions={
        <Button icon={ShieldCheck} busy={verification?.status === 'running'} onClick={() => void run()}>
          Verify the log
        </Button>
      }
    >
      {verification && <Result verification={verification} />}
    </PageSection>
  );
}

function Result({ verification: { status, rows, findings, intact, error } }: { verification: Verification }) {
  return (
    <>
      <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
        {status === 'running' ? (
          `Verified ${formatCount(rows)} rows so far ...`
        ) : (
          <>
            {status === 'done' && <Badge tone={intact ? 'success' : 'danger'}>{intact ? 'Intact' : 'Not intact'}</Badge>}
            {formatCount(rows)} rows were verified.
            {!intact && ' Compare the rows below with a backup, and see docs/topics/audit.md.'}
          </>
        )}
      </p>
      {error && <ErrorState error={error} compact />}
      {findings.length > 0 && (
        <Table
          caption="Traces of tampering"
          rows={findings}
          rowKey={(row) => `${row.chain}/${String(row.seq)}/${row.problem}`}
          columns={[
            { header: 'Problem', cell: (row) => row.problem.replaceAll('_', ' ') },
            { header: 'Chain', cell: (row) => <span className="font-mono text-xs break-all">{row.chain}</span> },
            { header: 'Row', align: 'end', cell: (row) => row.seq },
          ]}
        />
      )}
    </>
  );
}

import { useState } from 'react';
import { verifyPart } from '@/features/admin/api/admin-api';
import { toApiError, type ApiError } from '@/lib/api/api-error';
import type { Schemas } from '@/lib/api/types';

export interface Verification {
  status: 'running' | 'done' | 'stopped';
  rows: number;
  findings: readonly Schemas['AuditTrace'][];
  intact: boolean;
  error: ApiError | null;
}

/** Verifies the whole audit log, part by part. */
export function useVerification() {
  const [verification, setVerification] = useState<Verification | null>(null);

  const run = async () => {
    let found: Verification = { status: 'running', rows: 0, findings: [], intact: true, error: null };
    let after: string | undefined;
    setVerification(found);
    try {
      do {
        const part = await verifyPart(after);
        after = part.next_after ?? undefined;
        found = {
          ...found,
          rows: found.rows + part.rows,
          findings: [...found.findings, ...part.findings],
          intact: found.intact && part.intact,
        };
        setVerification(found);
      } while (after !== undefined);
      setVerification({ ...found, status: 'done' });
    } catch (thrown) {
      setVerification({ ...found, status: 'stopped', error: toApiError(thrown) });
    }
  };
  return { verification, run };
}

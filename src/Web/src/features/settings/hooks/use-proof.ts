import { useState } from 'react';
import { toApiError } from '@/lib/api/api-error';

interface Pending {
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/** Runs requests that require a recent sign-in: asks for the password when the server does, then repeats them. */
export function useProof() {
  const [pending, setPending] = useState<Pending | null>(null);

  const run = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      if (toApiError(thrown).code !== 'proof_required') throw thrown;
      await new Promise<void>((resolve, reject) => {
        setPending({ resolve, reject: () => reject(thrown) });
      });
      return work();
    }
  };

  return {
    run,
    /** For ProofDialog. */
    dialog: {
      open: pending !== null,
      onConfirmed: () => {
        pending?.resolve();
        setPending(null);
      },
      onCancel: () => {
        pending?.reject(null);
        setPending(null);
      },
    },
  };
}

import { useState } from 'react';
import { toApiError, type ApiError } from '@/lib/api/api-error';

/** The state of a form that asks the server for something. */
export interface Submission {
  busy: boolean;
  /** The refusal, unless it is about fields of the form alone. */
  error: ApiError | null;
  /** Returns the reasons for which the value of a field was refused. */
  errorOf: (field: string) => string | undefined;
  run: (work: () => Promise<unknown>) => Promise<boolean>;
  clear: () => void;
}

/** Runs what a form asks for. `fields` are those that the form shows; refusals of other fields are shown as a whole. */
export function useSubmit(fields: readonly string[] = []): Submission {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const named = Object.keys(refusal?.errors ?? {});
  const isAboutFields = named.length > 0 && named.every((name) => fields.includes(name));
  return {
    busy,
    error: isAboutFields ? null : refusal,
    errorOf: (field) => refusal?.errors[field]?.join(' '),
    clear: () => setRefusal(null),
    run: async (work) => {
      setBusy(true);
      setRefusal(null);
      try {
        await work();
        return true;
      } catch (thrown) {
        setRefusal(toApiError(thrown));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { toApiError } from '@/lib/api/api-error';
import { showToast, showUndo } from '@/lib/toasts';

export interface OptimisticAction {
  client: QueryClient;
  /** The queries that `apply` changes: running fetches of them are cancelled, and their contents are restored if the change is refused. */
  keys: readonly QueryKey[];
  /** Shows the change by client.setQueryData. */
  apply: () => void;
  /** Asks the server for it. */
  commit: () => Promise<unknown>;
  /** Begins the message of a refusal: "The message was not archived". */
  failure: string;
  /** Reports what was done and offers to undo it. */
  undo?: {
    text: string;
    /** Asks the server for the opposite. */
    revert: () => Promise<unknown>;
  };
}

/** Shows a change at once, then asks the server for it; restores the old state with the reason when it is refused. */
export async function runOptimistic(action: OptimisticAction): Promise<boolean> {
  const restore = await change(action.client, action.keys, action.apply);
  const committed = action.commit().then(
    () => true,
    (thrown: unknown) => {
      restore();
      report(action.failure, thrown);
      return false;
    },
  );
  const { undo } = action;
  if (undo) {
    showUndo(undo.text, () => {
      restore();
      // The opposite must not overtake the change.
      void committed.then(async (done) => {
        if (done) await undo.revert().catch((thrown: unknown) => report('It was not undone', thrown));
        settle(action);
      });
    });
  }
  const done = await committed;
  settle(action);
  return done;
}

async function change(client: QueryClient, keys: readonly QueryKey[], apply: () => void): Promise<() => void> {
  await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })));
  const before = keys.flatMap((queryKey) => client.getQueriesData({ queryKey }));
  apply();
  return () => {
    for (const [queryKey, data] of before) client.setQueryData(queryKey, data);
  };
}

const settle = ({ client, keys }: OptimisticAction) => {
  for (const queryKey of keys) void client.invalidateQueries({ queryKey });
};

function report(failure: string, thrown: unknown): void {
  const error = toApiError(thrown);
  showToast({ tone: 'danger', text: `${failure}.`, detail: error.detail, requestId: error.requestId });
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { accountSessionsQuery, endAccountSession, type Account } from '@/features/admin/api/admin-api';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Loaded } from '@/components/loaded';
import { Table } from '@/components/table';
import { formatDateTime, formatRelative } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

/** The open sessions of an account, each of which can be ended. */
export function AccountSessions({ account, onClose }: { account: Account; onClose: () => void }) {
  const sessions = useQuery(accountSessionsQuery(account.id));
  const client = useQueryClient();
  const submission = useSubmit();
  const end = (ids: readonly string[]) =>
    void submission.run(async () => {
      for (const id of ids) await endAccountSession(account.id, id);
      await client.invalidateQueries({ queryKey: accountSessionsQuery(account.id).queryKey });
    });
  const all = sessions.data?.map((session) => session.id) ?? [];
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Sessions of ${account.email ?? account.id}`}
      description="An ended session is refused at its next request."
      width="wide"
      actions={
        all.length > 1 && (
          <Button look="danger" busy={submission.busy} onClick={() => end(all)}>
            End all
          </Button>
        )
      }
    >
      {submission.error && <ErrorState error={submission.error} compact />}
      <Loaded query={sessions}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="text-sm text-muted">No session is open.</p>
          ) : (
            <Table
              caption="Open sessions"
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { header: 'Signed in', cell: (row) => formatDateTime(row.created_at) },
                { header: 'Last used', cell: (row) => formatRelative(row.last_used_at) },
                { header: 'Expires', cell: (row) => formatDateTime(row.expires_at), wideOnly: true },
                {
                  header: 'Actions',
                  align: 'end',
                  cell: (row) => (
                    <Button disabled={submission.busy} onClick={() => end([row.id])}>
                      End
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </Dialog>
  );
}

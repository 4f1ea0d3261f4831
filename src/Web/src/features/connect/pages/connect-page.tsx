import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ConnectSteps } from '@/features/connect/components/connect-steps';
import { Filling } from '@/features/connect/components/filling';
import { PageHeader } from '@/components/page-header';
import { mailboxesQuery } from '@/lib/mailboxes/mailboxes';
import { useFilters } from '@/lib/use-filters';

/** Connects a mailbox, then shows how it fills. */
export default function ConnectPage() {
  const [{ mailbox }] = useFilters(['mailbox']);
  const navigate = useNavigate();
  const client = useQueryClient();
  const open = (id: string) => {
    void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
    void navigate({ to: '/connect', search: { mailbox: id }, replace: true });
  };
  return (
    <>
      <PageHeader title={mailbox ? 'Your mailbox fills' : 'Connect a mailbox'} />
      <div className="flex max-w-lg flex-col gap-4 p-4">
        {mailbox ? <Filling mailbox={mailbox} /> : <ConnectSteps onConnected={open} />}
      </div>
    </>
  );
}

import { Inbox } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';

export default function MailPage() {
  return (
    <>
      <PageHeader title="Mail" />
      <EmptyState icon={Inbox} title="No mailbox yet">
        Connect a mailbox, and its messages appear here.
      </EmptyState>
    </>
  );
}

import { Send } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';

export default function OutboxPage() {
  return (
    <>
      <PageHeader title="Outbox" />
      <EmptyState icon={Send} title="Nothing is being sent">
        Messages are here until their mail server has accepted them.
      </EmptyState>
    </>
  );
}

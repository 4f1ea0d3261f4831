import { PenLine } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';

export default function ComposePage() {
  return (
    <>
      <PageHeader title="New message" />
      <EmptyState icon={PenLine} title="Nothing to write with yet">
        Connect a mailbox first.
      </EmptyState>
    </>
  );
}

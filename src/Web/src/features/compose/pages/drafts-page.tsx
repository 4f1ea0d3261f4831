import { FilePen } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';

export default function DraftsPage() {
  return (
    <>
      <PageHeader title="Drafts" />
      <EmptyState icon={FilePen} title="No drafts">
        A message that you begin and do not send is kept here.
      </EmptyState>
    </>
  );
}

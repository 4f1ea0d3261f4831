import { Search } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';

export default function SearchPage() {
  return (
    <>
      <PageHeader title="Search" />
      <EmptyState icon={Search} title="Search your mail">
        Type words above, or narrow it: from:, subject:, has:attachment, before:.
      </EmptyState>
    </>
  );
}

import { ShieldCheck } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';

export default function OverviewPage() {
  return (
    <>
      <PageHeader title="Overview" />
      <EmptyState icon={ShieldCheck} title="No figures yet">
        Figures about this instance appear here.
      </EmptyState>
    </>
  );
}

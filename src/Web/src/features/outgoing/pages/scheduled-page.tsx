import { CalendarClock } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';

export default function ScheduledPage() {
  return (
    <>
      <PageHeader title="Scheduled" />
      <EmptyState icon={CalendarClock} title="Nothing is scheduled">
        A message with a time to send waits here.
      </EmptyState>
    </>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';
import { scheduledQuery } from '@/features/outgoing/api/outgoing';
import { OutgoingList } from '@/features/outgoing/components/outgoing-list';

export default function ScheduledPage() {
  const query = useInfiniteQuery(scheduledQuery);
  return (
    <>
      <PageHeader title="Scheduled" />
      <OutgoingList
        label="Scheduled messages"
        query={query}
        empty={
          <EmptyState icon={CalendarClock} title="Nothing is scheduled">
            Choose &quot;Send later&quot; beside the Send button, and the message waits here for its time.
          </EmptyState>
        }
      />
    </>
  );
}

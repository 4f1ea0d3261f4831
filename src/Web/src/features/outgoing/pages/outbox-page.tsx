import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Send } from 'lucide-react';
import { EmptyState } from '@/components/empty-state';
import { PageHeader } from '@/components/page-header';
import { outgoingQuery, type OutgoingState } from '@/features/outgoing/api/outgoing';
import { OutgoingList } from '@/features/outgoing/components/outgoing-list';
import { STATES } from '@/features/outgoing/hooks/states';

const SHOWN: readonly (OutgoingState | undefined)[] = [undefined, 'queued', 'sending', 'sent', 'failed', 'unknown', 'cancelled'];

export default function OutboxPage() {
  const { state: asked } = useSearch({ strict: false }) as { state?: string };
  const state = SHOWN.find((other) => other !== undefined && other === asked);
  const query = useInfiniteQuery(outgoingQuery(state));
  return (
    <>
      <PageHeader title="Outbox" />
      <nav aria-label="State" className="flex gap-1 overflow-x-auto border-b border-line px-4 py-2">
        {SHOWN.map((other) => (
          <Link
            key={other ?? 'all'}
            to="/outbox"
            search={other ? { state: other } : {}}
            aria-current={other === state ? 'page' : undefined}
            className="flex h-8 items-center rounded-md px-2 text-sm whitespace-nowrap text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink"
            activeProps={{}}
            activeOptions={{ exact: true, includeSearch: true }}
          >
            {other ? STATES[other].label : 'All'}
          </Link>
        ))}
      </nav>
      <OutgoingList
        label="Outgoing messages"
        query={query}
        empty={
          <EmptyState icon={Send} title={state ? 'No message in this state' : 'Nothing was sent yet'}>
            Messages are here from the moment they are sent, with what became of them for each recipient.
          </EmptyState>
        }
      />
    </>
  );
}

import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { SkeletonRows } from '@/components/skeleton';
import { OutgoingRow } from '@/features/outgoing/components/outgoing-row';
import type { Schemas } from '@/lib/api/types';

interface Props {
  label: string;
  query: UseInfiniteQueryResult<InfiniteData<Schemas['OutgoingPage']>>;
  empty: ReactNode;
}

export function OutgoingList({ label, query, empty }: Props) {
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      {query.isPending && <SkeletonRows />}
      {query.error && !items && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {items?.length === 0 && empty}
      {items && items.length > 0 && (
        <ul aria-label={label}>
          {items.map((mail) => (
            <OutgoingRow key={mail.id} mail={mail} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <div className="p-4 text-center">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

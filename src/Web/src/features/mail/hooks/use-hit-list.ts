import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { searchQuery, type SearchCoverage, type SearchHit, type SearchOrder } from '@/features/mail/api/searches';
import type { MailList } from '@/features/mail/hooks/use-mail-list';

interface HitList extends MailList {
  hits: readonly SearchHit[];
  coverage: SearchCoverage | null;
  /** The number of matches, or a lower bound. */
  found: number;
  isAtLeast: boolean;
}

/** What a search found, as a list; pages follow as its end comes into view. */
export function useHitList(query: string, order: SearchOrder): HitList {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, dataUpdatedAt } = useInfiniteQuery(
    searchQuery(query, order),
  );
  const hits = useMemo(() => {
    // Mail that arrives between two pages moves hits onto the next one.
    const byId = new Map(data?.pages.flatMap((page) => page.items).map((hit) => [hit.email.id, hit]));
    return [...byId.values()];
  }, [data]);
  const indexes = useMemo(() => new Map(hits.map((hit, index) => [hit.email.id, index])), [hits]);
  const rowAt = useCallback((index: number) => hits[index]?.email, [hits]);
  const indexOf = useCallback((id: string) => indexes.get(id) ?? -1, [indexes]);
  const show = useCallback(
    (_: number, last: number) => {
      if (last >= hits.length - 10 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    [hits.length, hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  const newest = data?.pages.at(-1);
  return {
    hits,
    coverage: newest?.coverage ?? null,
    found: newest?.total ?? 0,
    isAtLeast: newest?.total_is_at_least ?? false,
    total: data ? hits.length : null,
    rowAt,
    indexOf,
    show,
    version: String(dataUpdatedAt),
    error,
    retry: () => void refetch(),
  };
}

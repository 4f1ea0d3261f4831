import type { ReactNode } from 'react';
import { ErrorState } from '@/components/error-state';
import { SkeletonRows } from '@/components/skeleton';

interface Props<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  rows?: number;
  children: (data: T) => ReactNode;
}

/** What a query has loaded; until then its place, or the reason why there is nothing. */
export function Loaded<T>({ query, rows = 3, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <SkeletonRows rows={rows} />;
}

import { useQueries, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { ListPage } from '@/features/mail/api/list-pages';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { PAGE_SIZE, pageQuery, type EmailSummary, type ListParams } from '@/features/mail/api/lists';

export interface MailList {
  /** Rows of the list; null until the first page is loaded. */
  total: number | null;
  /** Returns a row, counted from 0; undefined while its page is not loaded. */
  rowAt: (index: number) => EmailSummary | undefined;
  /** Returns the index of a loaded row, or -1. */
  indexOf: (id: string) => number;
  /** Loads the pages of these rows. */
  show: (first: number, last: number) => void;
  /** Changes with the rows. */
  version: string;
  error: unknown;
  retry: () => void;
}

/**
 * A list whose pages are loaded where it is looked at. What happens to it elsewhere makes its pages stale: those in view are loaded again, the
 * others when they come into view.
 */
export function useMailList(params: ListParams): MailList {
  const client = useQueryClient();
  const [range, setRange] = useState({ first: 0, last: 0 });
  const pages = useMemo(
    () => Array.from({ length: range.last - range.first + 1 }, (_, index) => range.first + index),
    [range.first, range.last],
  );
  const results = useQueries({ queries: pages.map((page) => pageQuery(params, page)) });
  const version = results.map((result) => result.dataUpdatedAt).join();
  const newest = results.reduce((one, other) => (other.dataUpdatedAt > one.dataUpdatedAt ? other : one));
  // While the pages in view are being loaded, any other one says how long the list is.
  const total = newest.data?.total ?? anyTotal(client, params);

  const pageAt = useCallback((page: number) => client.getQueryData(pageQuery(params, page).queryKey), [client, params]);
  const rowAt = useCallback(
    (index: number) => (index < 0 ? undefined : pageAt(Math.floor(index / PAGE_SIZE))?.items[index % PAGE_SIZE]),
    [pageAt],
  );
  const indexOf = useCallback(
    (id: string) => {
      // A row that moved is in its page or a neighbouring one.
      for (let page = Math.max(0, range.first - 1); page <= range.last + 1; page++) {
        const index = pageAt(page)?.items.findIndex((row) => row.id === id) ?? -1;
        if (index !== -1) return page * PAGE_SIZE + index;
      }
      return -1;
    },
    [pageAt, range],
  );
  const show = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / PAGE_SIZE), last: Math.floor(last / PAGE_SIZE) };
    setRange((previous) => (previous.first === next.first && previous.last === next.last ? previous : next));
  }, []);

  return {
    total,
    rowAt,
    indexOf,
    show,
    version,
    error: results.find((result) => result.error)?.error ?? null,
    retry: () => results.forEach((result) => result.error && void result.refetch()),
  };
}

const anyTotal = (client: QueryClient, params: ListParams): number | null =>
  client.getQueriesData<ListPage>({ queryKey: mailKeys.list(params) }).find(([, page]) => page)?.[1]?.total ?? null;

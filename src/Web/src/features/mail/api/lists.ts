import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { editPages, type ListPage } from '@/features/mail/api/list-pages';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type EmailSummary = Schemas['EmailSummary'];

export const PAGE_SIZE = 100;

/** The part of a list's address that selects its messages, as the parameters of GET /emails. */
export interface ListParams {
  /** The id of a label or folder, or its role in all mailboxes. */
  label?: string;
  connection_id?: string;
  is_starred?: boolean;
  is_read?: boolean;
}

export const pageQuery = (params: ListParams, page: number) =>
  queryOptions({
    queryKey: mailKeys.page(params, page),
    queryFn: async ({ signal }): Promise<ListPage> => {
      const { items, total } = await api('get', '/api/v1/emails', {
        query: { ...params, page: page + 1, page_size: PAGE_SIZE },
        signal,
      });
      return { items, total };
    },
  });

/** Edits the rows of every list in the cache. A row for which `edit` returns null leaves its list, and those below it move up. */
export function editLists(client: QueryClient, edit: (row: EmailSummary, params: ListParams) => EmailSummary | null): void {
  const lists = new Map<string, { params: ListParams; pages: Map<number, ListPage> }>();
  for (const [key, data] of client.getQueriesData<ListPage>({ queryKey: mailKeys.lists })) {
    if (!data) continue;
    const [, , params, page] = key as unknown as readonly [string, string, ListParams, number];
    const name = JSON.stringify(params);
    const list = lists.get(name) ?? { params, pages: new Map<number, ListPage>() };
    lists.set(name, list);
    list.pages.set(page, data);
  }
  for (const { params, pages } of lists.values()) {
    for (const [page, data] of editPages(pages, PAGE_SIZE, (row) => edit(row, params))) {
      client.setQueryData(mailKeys.page(params, page), data);
    }
  }
}

/** Returns loaded rows of a list by their ids. */
export function findRows(client: QueryClient, params: ListParams, ids: ReadonlySet<string>): EmailSummary[] {
  return client
    .getQueriesData<ListPage>({ queryKey: mailKeys.list(params) })
    .flatMap(([, page]) => page?.items.filter((row) => ids.has(row.id)) ?? []);
}

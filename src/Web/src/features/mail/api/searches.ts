import { infiniteQueryOptions, queryOptions, type InfiniteData } from '@tanstack/react-query';
import type { EmailSummary } from '@/features/mail/api/lists';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type SearchHit = Schemas['SearchHit'];
export type SearchCoverage = Schemas['SearchCoverage'];
export type SearchOrder = Schemas['SearchSort'];
export type FoundMail = InfiniteData<Schemas['SearchAnswer'], number>;
export type SavedSearch = Schemas['ListedSavedSearch'];

const PAGE_SIZE = 50;

export const searchQuery = (query: string, order: SearchOrder) =>
  infiniteQueryOptions({
    queryKey: mailKeys.search(query, order),
    queryFn: ({ pageParam, signal }) =>
      api('get', '/api/v1/search', { query: { q: query, sort_by: order, page: pageParam, page_size: PAGE_SIZE }, signal }),
    initialPageParam: 1,
    getNextPageParam: (last) => (last.has_next ? last.page + 1 : undefined),
    enabled: query !== '',
  });

export const savedSearchesQuery = queryOptions({
  queryKey: mailKeys.savedSearches,
  queryFn: async ({ signal }) => (await api('get', '/api/v1/saved-searches', { signal })).items,
});

export const saveSearch = (name: string, query: string) => api('post', '/api/v1/saved-searches', { body: { name, query } });

export const renameSearch = (id: string, name: string) =>
  api('patch', '/api/v1/saved-searches/{id}', { path: { id }, body: { name } });

export const deleteSearch = (id: string) => api('delete', '/api/v1/saved-searches/{id}', { path: { id } });

/** Edits the messages of a search; those for which `edit` returns null leave it. */
export function editHits(
  found: FoundMail | undefined,
  edit: (email: EmailSummary) => EmailSummary | null,
): FoundMail | undefined {
  if (!found) return found;
  const editHit = (hit: SearchHit) => {
    const email = edit(hit.email);
    return email === hit.email ? [hit] : email ? [{ ...hit, email }] : [];
  };
  return { ...found, pages: found.pages.map((page) => ({ ...page, items: page.items.flatMap(editHit) })) };
}

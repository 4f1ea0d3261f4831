import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { recentQuery } from '@/features/compose/api/sources';
import type { Recipient } from '@/features/compose/hooks/recipients';
import { collectAddresses, suggest } from '@/features/compose/hooks/suggestions';

/** Returns addresses of loaded mail and of recent outgoing mail that match what is typed. */
export function useSuggestions(typed: string, chosen: readonly Recipient[], enabled: boolean): Recipient[] {
  const client = useQueryClient();
  const recent = useQuery({ ...recentQuery, enabled }).data;
  const book = useMemo(() => {
    if (!enabled) return null;
    const loaded = client.getQueryCache().getAll();
    return collectAddresses([
      recent,
      ...loaded.filter(({ queryKey }) => queryKey[0] === 'mail').map((query) => query.state.data),
    ]);
  }, [client, recent, enabled]);
  const text = useDeferredValue(typed);
  return useMemo(() => (book ? suggest(book, text, chosen) : []), [book, text, chosen]);
}

import { QueryClient } from '@tanstack/react-query';
import { toApiError } from '@/lib/api/api-error';

const RETRIES = 2;

/** Nothing is polled and nothing is stale by age: the line of events says what has changed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      retry: (failures, thrown) => {
        const { status } = toApiError(thrown);
        return failures < RETRIES && (status === 0 || status >= 500 || status === 429);
      },
      retryDelay: (attempt, thrown) => (toApiError(thrown).retryAfter ?? 2 ** attempt) * 1_000,
    },
    mutations: { retry: false },
  },
});

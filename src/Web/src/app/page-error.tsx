import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '@/components/error-state';
import { ApiError } from '@/lib/api/api-error';

// A page's file is gone when the server was updated since this page was opened.
const isStale = (error: unknown) => error instanceof TypeError && /import|module/i.test(error.message);

export function PageError({ error, reset }: ErrorComponentProps) {
  const shown = isStale(error)
    ? new ApiError({
        status: 0,
        code: 'stale',
        title: 'This page was updated',
        detail: 'Reload to continue with the new version.',
      })
    : error;
  return <ErrorState error={shown} onRetry={() => (isStale(error) ? location.reload() : reset())} />;
}

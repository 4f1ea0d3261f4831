import { useEffect, useState } from 'react';
import { Button } from '@/components/button';
import { toApiError } from '@/lib/api/api-error';
import { ErrorState } from '@/components/error-state';
import { restoreSession } from '@/lib/session/session';
import { backoff } from '@/lib/events/backoff';

// A session is usually restored sooner, and a flash of text would only disturb.
const PATIENCE = 2_000;

/** The page until it is known whether there is a session: empty, unless the server does not answer. */
export function Splash() {
  const [error, setError] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const timer = setTimeout(
      () => {
        restoreSession().catch((thrown: unknown) => {
          setError(toApiError(thrown));
          setAttempt((previous) => previous + 1);
        });
      },
      attempt === 0 ? PATIENCE : backoff(attempt),
    );
    return () => clearTimeout(timer);
  }, [attempt]);

  if (!error) return <main aria-busy aria-label="Loading" className="h-full" />;
  return (
    <main className="flex h-full flex-col items-center justify-center">
      <ErrorState error={error} />
      <Button onClick={() => setAttempt((previous) => previous + 1)}>Try now</Button>
    </main>
  );
}

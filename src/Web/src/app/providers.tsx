import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Tooltip } from 'radix-ui';
import { useEffect, useRef } from 'react';
import { queryClient } from '@/app/query-client';
import { router } from '@/app/router';
import { Splash } from '@/app/splash';
import { Toaster } from '@/components/toaster';
import { useSession } from '@/lib/session/session-store';

export function Providers() {
  const session = useSession();

  const userId = session.status === 'signed-in' ? session.user.id : null;

  // Nothing of one user stays for the next, also when another tab has signed in another user.
  const previous = useRef(userId);
  useEffect(() => {
    if (previous.current !== null && userId !== null && previous.current !== userId) location.reload();
    if (previous.current !== userId) queryClient.clear();
    previous.current = userId;
  }, [userId]);
  useEffect(() => {
    if (session.status !== 'unknown') void router.invalidate();
  }, [session.status]);

  return (
    <QueryClientProvider client={queryClient}>
      <Tooltip.Provider delayDuration={400}>
        {session.status === 'unknown' ? <Splash /> : <RouterProvider router={router} />}
        <Toaster />
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { Tooltip } from 'radix-ui';
import { useEffect } from 'react';
import { queryClient } from '@/app/query-client';
import { router } from '@/app/router';
import { Splash } from '@/app/splash';
import { Toaster } from '@/components/toaster';
import { useSession } from '@/lib/session/session-store';

export function Providers() {
  const session = useSession();

  useEffect(() => {
    // Nothing of one user stays for the next.
    if (session.status === 'signed-out') queryClient.clear();
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

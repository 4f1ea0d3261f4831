import { Outlet, useLocation } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { lazy, Suspense, useState } from 'react';
import { Rail } from '@/app/shell/rail';
import { TopBar } from '@/app/shell/top-bar';
import { useLiveLine } from '@/app/shell/use-live-line';
import { useShellActions } from '@/app/shell/use-shell-actions';
import { slots } from '@/app/slots';
import { SkeletonRows } from '@/components/skeleton';
import { useSession } from '@/lib/session/session-store';

const CommandPalette = lazy(() => import('@/components/command-palette'));
const ShortcutHelp = lazy(() => import('@/app/shell/shortcut-help'));

/** The frame of all pages for signed-in users. Empty for the moment between the end of a session and the redirection. */
export default function Shell() {
  const { status } = useSession();
  return status === 'signed-in' ? <Frame /> : null;
}

/** Rail, top bar, page. */
function Frame() {
  const [railOpenAt, setRailOpenAt] = useState<string | null>(null);
  const [overlay, setOverlay] = useState<'palette' | 'help' | null>(null);
  const { href } = useLocation();
  useLiveLine();
  useShellActions({ openPalette: () => setOverlay('palette'), openHelp: () => setOverlay('help') });

  // Below 700 px the rail covers the page, and closes when another page is opened.
  const railOpen = railOpenAt === href;
  const change = (open: boolean) => setOverlay(open ? overlay : null);
  return (
    <div className="flex h-full">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      {railOpen && (
        <button
          type="button"
          aria-label="Close the menu"
          className="fixed inset-0 z-20 bg-black/40 md:hidden"
          onClick={() => setRailOpenAt(null)}
        />
      )}
      <div
        className={clsx('z-30 h-full w-60 shrink-0 max-md:fixed max-md:inset-y-0 max-md:left-0', !railOpen && 'max-md:hidden')}
      >
        <Rail />
      </div>
      <div className="flex min-w-0 grow flex-col">
        <TopBar onMenu={() => setRailOpenAt(href)} onPalette={() => setOverlay('palette')} />
        {slots.banner.map((Banner, index) => (
          <Suspense key={index}>
            <Banner />
          </Suspense>
        ))}
        <main id="main" tabIndex={-1} className="min-h-0 grow overflow-y-auto outline-none">
          <Suspense fallback={<SkeletonRows />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      {slots.panel.map((Panel, index) => (
        <Suspense key={index}>
          <Panel />
        </Suspense>
      ))}
      <Suspense>
        {overlay === 'palette' && <CommandPalette onOpenChange={change} />}
        {overlay === 'help' && <ShortcutHelp onOpenChange={change} />}
      </Suspense>
    </div>
  );
}

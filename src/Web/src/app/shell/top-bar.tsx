import { Command, Menu } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { IconButton } from '@/components/icon-button';
import { useReconnecting } from '@/lib/events/line-state';

const SearchBox = lazy(() => import('@/features/mail/components/search-box').then((module) => ({ default: module.SearchBox })));

export function TopBar({ onMenu, onPalette }: { onMenu: () => void; onPalette: () => void }) {
  const reconnecting = useReconnecting();
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-2">
      <IconButton icon={Menu} label="Menu" className="md:hidden" onClick={onMenu} />
      <Suspense>
        <SearchBox />
      </Suspense>
      <div className="grow" />
      <div role="status" className="text-xs text-muted">
        {reconnecting && 'Reconnecting ...'}
      </div>
      <IconButton icon={Command} label="Command palette" keys="Mod+K" onClick={onPalette} />
    </header>
  );
}

import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { compose, navigation, type NavigationItem } from '@/app/shell/navigation';
import { slots } from '@/app/slots';
import { buttonClasses } from '@/components/button';
import { openCompose } from '@/lib/compose';
import { useUser } from '@/lib/session/session-store';

const UserMenu = lazy(() => import('@/app/shell/user-menu').then((module) => ({ default: module.UserMenu })));

/** The column on the left: compose, the places, what features add, the user. */
export function Rail() {
  const { role } = useUser();
  return (
    <aside className="flex h-full flex-col gap-2 border-e border-line bg-sunken p-2">
      <Link
        to={compose.path}
        className={buttonClasses('primary', 'w-full')}
        onClick={(event) => {
          // With a modifier it opens another tab, as any link.
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          openCompose({ mode: 'new' });
        }}
      >
        <compose.icon size={16} aria-hidden />
        {compose.label}
      </Link>
      <nav aria-label="Main" className="flex flex-col">
        {navigation
          .filter((item) => !item.adminOnly || role === 'admin')
          .map((item) => (
            <RailLink key={item.path} item={item} />
          ))}
      </nav>
      <div className="min-h-0 grow overflow-y-auto">
        {slots.sidebar.map((Part, index) => (
          <Suspense key={index}>
            <Part />
          </Suspense>
        ))}
      </div>
      <Suspense fallback={<div className="h-10" />}>
        <UserMenu />
      </Suspense>
    </aside>
  );
}

function RailLink({ item: { icon: Icon, label, path } }: { item: NavigationItem }) {
  return (
    <Link
      to={path}
      className="flex h-8 items-center gap-2 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink"
    >
      <Icon size={16} aria-hidden />
      {label}
    </Link>
  );
}

import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { NotFoundPage } from '@/app/not-found-page';
import { PageError } from '@/app/page-error';
import { adminPages, publicPages, settingsPages, shellPages, type PageDefinition } from '@/app/routes';
import { getSession } from '@/lib/session/session-store';

interface RootSearch {
  /** Where to go after signing in. */
  next?: string;
  /** The open thread, in the reading pane. */
  thread?: string;
  /** The search as typed. */
  q?: string;
  [name: string]: unknown;
}

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  validateSearch: (search: Record<string, unknown>): RootSearch => ({ ...search, next: localPath(search.next) }),
});

// An address of another site must not be reached through ours.
const localPath = (value: unknown) => (typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined);

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('@/app/shell/shell')),
  beforeLoad: ({ location }) => {
    if (getSession().status === 'signed-in') return;
    const next = location.href === '/' || location.href === '/mail' ? undefined : location.href;
    throw redirect({ to: '/sign-in', search: { next }, replace: true });
  },
});

const admin = createRoute({
  getParentRoute: () => shell,
  path: '/admin',
  component: lazyRouteComponent(() => import('@/app/shell/section'), 'AdminSection'),
  beforeLoad: () => {
    const session = getSession();
    if (session.status === 'signed-in' && session.user.role !== 'admin') throw redirect({ to: '/mail', replace: true });
  },
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  component: lazyRouteComponent(() => import('@/app/shell/section'), 'SettingsSection'),
});

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/mail', replace: true });
  },
});

const pageOf = (parent: typeof root | typeof shell | typeof admin | typeof settings) => (page: PageDefinition) =>
  createRoute({ getParentRoute: () => parent as typeof root, path: page.path, component: lazyRouteComponent(page.load) });

/** Redirects the address of a section to its first page. */
const firstOf = (parent: typeof admin | typeof settings, section: string, pages: readonly PageDefinition[]) =>
  createRoute({
    getParentRoute: () => parent as typeof settings,
    path: '/',
    beforeLoad: () => {
      throw redirect({ href: `/${section}/${pages[0]?.path ?? ''}`, replace: true });
    },
  });

const tree = root.addChildren([
  home,
  ...publicPages.map(pageOf(root)),
  shell.addChildren([
    ...shellPages.map(pageOf(shell)),
    settings.addChildren([firstOf(settings, 'settings', settingsPages), ...settingsPages.map(pageOf(settings))]),
    admin.addChildren([firstOf(admin, 'admin', adminPages), ...adminPages.map(pageOf(admin))]),
  ]),
]);

export const router = createRouter({
  routeTree: tree,
  defaultPreload: 'intent',
  defaultPreloadDelay: 50,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: false,
});

import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type Part = ComponentType | LazyExoticComponent<ComponentType>;

/**
 * What features show in the shell, each by one line, such as
 * `lazy(() => import('@/features/mail/components/mailbox-tree'))`.
 */
export const slots: Record<'sidebar' | 'banner' | 'panel', readonly Part[]> = {
  /** Below the navigation: the tree of mailboxes and folders. */
  sidebar: [lazy(() => import('@/features/mail/components/mailbox-tree'))],
  /** Above the page: what the user must know, such as a mailbox that is being filled. */
  banner: [lazy(() => import('@/features/connect/components/mailbox-notices'))],
  /** Over the page, from the lower right: the compose window. */
  panel: [lazy(() => import('@/features/compose/components/compose-panel'))],
};

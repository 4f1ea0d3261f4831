import type { ComponentType } from 'react';

export interface PageDefinition {
  path: string;
  /** Loads the page's module, whose default export is the page. */
  load: () => Promise<{ default: ComponentType }>;
}

/** Pages for visitors without a session. */
export const publicPages: readonly PageDefinition[] = [
  { path: '/sign-in', load: () => import('@/features/auth/pages/sign-in-page') },
  { path: '/register', load: () => import('@/features/auth/pages/register-page') },
  { path: '/verify-email', load: () => import('@/features/auth/pages/verify-email-page') },
  { path: '/reset-password', load: () => import('@/features/auth/pages/reset-password-page') },
  { path: '/accept-invitation', load: () => import('@/features/auth/pages/accept-invitation-page') },
  { path: '/setup', load: () => import('@/features/auth/pages/setup-page') },
];

/** Pages within the shell, for signed-in users. A feature adds one line for each; the most specific path counts. */
export const shellPages: readonly PageDefinition[] = [
  { path: '/mail', load: () => import('@/features/mail/pages/mail-page') },
  { path: '/mail/$mailbox/$folder', load: () => import('@/features/mail/pages/mail-page') },
  { path: '/search', load: () => import('@/features/mail/pages/search-page') },
  { path: '/compose', load: () => import('@/features/compose/pages/compose-page') },
  { path: '/drafts', load: () => import('@/features/compose/pages/drafts-page') },
  { path: '/outbox', load: () => import('@/features/outgoing/pages/outbox-page') },
  { path: '/connect', load: () => import('@/features/connect/pages/connect-page') },
  { path: '/connected', load: () => import('@/features/connect/pages/connected-page') },
  { path: '/tasks', load: () => import('@/features/tasks/pages/tasks-page') },
  { path: '/projects', load: () => import('@/features/projects/pages/projects-page') },
  { path: '/ask', load: () => import('@/features/ask/pages/ask-page') },
  { path: '/scheduled', load: () => import('@/features/outgoing/pages/scheduled-page') },
];

/** Pages in the settings, below /settings. */
export const settingsPages: readonly (PageDefinition & { label: string; group: string })[] = [
  { path: 'profile', label: 'Profile', group: 'You', load: () => import('@/features/settings/pages/profile-page') },
  {
    path: 'security',
    label: 'Security',
    group: 'You',
    load: () => import('@/features/settings/pages/security-page'),
  },
  { path: 'sessions', label: 'Sessions', group: 'You', load: () => import('@/features/settings/pages/sessions-page') },
  { path: 'appearance', label: 'Appearance', group: 'You', load: () => import('@/features/settings/pages/appearance-page') },
  { path: 'shortcuts', label: 'Shortcuts', group: 'You', load: () => import('@/features/settings/pages/shortcuts-page') },
  { path: 'mailboxes', label: 'Mailboxes', group: 'Mail', load: () => import('@/features/settings/pages/mailboxes-page') },
  {
    path: 'identities',
    label: 'Signatures',
    group: 'Mail',
    load: () => import('@/features/settings/pages/identities-page'),
  },
  { path: 'templates', label: 'Templates', group: 'Mail', load: () => import('@/features/templates/pages/templates-page') },
  {
    path: 'organizations',
    label: 'Organizations',
    group: 'Together',
    load: () => import('@/features/settings/pages/organizations-page'),
  },
  { path: 'api-keys', label: 'API keys', group: 'Developers', load: () => import('@/features/settings/pages/api-keys-page') },
  { path: 'slack', label: 'Slack', group: 'Mail', load: () => import('@/features/slack/pages/slack-page') },
  { path: 'webhooks', label: 'Webhooks', group: 'Developers', load: () => import('@/features/webhooks/pages/webhooks-page') },
];

/** Pages for administrators, below /admin. */
export const adminPages: readonly (PageDefinition & { label: string; group: string })[] = [
  { path: 'overview', label: 'Overview', group: 'Instance', load: () => import('@/features/admin/pages/overview-page') },
  { path: 'users', label: 'Users', group: 'Instance', load: () => import('@/features/admin/pages/users-page') },
  { path: 'connections', label: 'Mailboxes', group: 'Instance', load: () => import('@/features/admin/pages/connections-page') },
  { path: 'jobs', label: 'Jobs', group: 'Instance', load: () => import('@/features/admin/pages/jobs-page') },
  { path: 'audit', label: 'Audit log', group: 'Instance', load: () => import('@/features/admin/pages/audit-page') },
];

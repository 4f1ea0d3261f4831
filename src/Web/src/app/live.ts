/** Modules of features whose default export registers handlers of live events, by onEvent; loaded with the first session. */
export const eventModules: readonly (() => Promise<{ default: () => void }>)[] = [
  () => import('@/features/compose/events'),
  () => import('@/features/connect/events'),
  () => import('@/features/mail/events'),
  () => import('@/features/outgoing/events'),
  () => import('@/features/projects/events'),
  () => import('@/features/tasks/events'),
  () => import('@/features/templates/events'),
  () => import('@/features/webhooks/events'),
];

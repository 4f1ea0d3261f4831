import { useQueryClient } from '@tanstack/react-query';
import { changeWebhook, webhookKeys, webhooksQuery, type Webhook } from '@/features/webhooks/api/webhook-api';
import { runOptimistic } from '@/lib/optimistic';

/** Returns what turns a webhook on or off. Both can be undone without a loss: events wait. */
export function useEnable(): (webhook: Webhook, enabled: boolean) => Promise<boolean> {
  const client = useQueryClient();
  return ({ id }, enabled) =>
    runOptimistic({
      client,
      keys: [webhookKeys.all],
      apply: () =>
        client.setQueryData(webhooksQuery.queryKey, (all) =>
          all?.map((webhook) =>
            webhook.id === id
              ? { ...webhook, enabled, ...(enabled ? { disabled_reason: null, disabled_at: null } : {}) }
              : webhook,
          ),
        ),
      commit: () => changeWebhook(id, { enabled }),
      failure: enabled ? 'The webhook was not enabled' : 'The webhook was not disabled',
      undo: {
        text: enabled ? 'Webhook enabled' : 'Webhook disabled; events wait',
        revert: () => changeWebhook(id, { enabled: !enabled }),
      },
    });
}

import type { Schemas } from '@/lib/api/types';

interface State {
  label: string;
  tone: 'neutral' | 'success' | 'warning' | 'danger';
  /** What it means and what to do; null if there is nothing to do. */
  advice: string | null;
}

/** What the state of a webhook means to its owner. Without its health, a failing one is not known to fail. */
export function stateOf(webhook: Schemas['Webhook'], health?: Schemas['WebhookHealth']): State {
  if (webhook.disabled_reason === 'gone') {
    return {
      label: 'Disabled: gone',
      tone: 'danger',
      advice:
        'The endpoint answered with status 410, which ends deliveries. Enable it to resume at the event that was not accepted.',
    };
  }
  if (webhook.disabled_reason === 'failing') {
    return {
      label: 'Disabled: failing',
      tone: 'danger',
      advice:
        'The endpoint did not accept an event in all attempts of about 75 hours. Repair it, then enable it: it resumes at that event, and nothing is lost.',
    };
  }
  if (!webhook.enabled) return { label: 'Off', tone: 'neutral', advice: 'Events wait until you enable it.' };
  if (health && health.failures > 0) {
    return {
      label: 'Failing',
      tone: 'warning',
      advice: 'Later events wait until the endpoint accepts this one. Attempts continue for about 75 hours.',
    };
  }
  return { label: 'Enabled', tone: 'success', advice: null };
}

/** The states of a delivery. */
export const DELIVERY_STATES = {
  pending: { label: 'Waiting', tone: 'accent' },
  delivered: { label: 'Delivered', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
} as const satisfies Record<Schemas['WebhookDeliveryState'], unknown>;

export const isDeliveryState = (value: string | undefined): value is Schemas['WebhookDeliveryState'] =>
  value !== undefined && value in DELIVERY_STATES;

/** Formats JSON for reading; any other text stays as it is. */
export function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** The name of a webhook in lists: its note, or the host and path of its address. */
export function nameOf({ description, url }: Pick<Schemas['Webhook'], 'description' | 'url'>): string {
  if (description) return description;
  try {
    const { host, pathname } = new URL(url);
    return pathname === '/' ? host : `${host}${pathname}`;
  } catch {
    return url;
  }
}

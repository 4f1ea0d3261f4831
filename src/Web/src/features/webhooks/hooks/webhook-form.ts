import type { Schemas } from '@/lib/api/types';

/** What the form of a webhook holds. */
export interface WebhookForm {
  url: string;
  description: string;
  /** Empty for all types. */
  eventTypes: readonly string[];
  connectionIds: readonly string[];
  labelIds: readonly string[];
  /** As the user writes them, separated by commas or spaces. */
  senderDomains: string;
  include: readonly string[];
  /** One field a line: "Name: value". Null leaves the fields as they are, since their values are never shown. */
  headers: string | null;
  asymmetric: boolean;
}

export const EMPTY_FORM: WebhookForm = {
  url: 'https://',
  description: '',
  eventTypes: ['email.received'],
  connectionIds: [],
  labelIds: [],
  senderDomains: '',
  include: [],
  headers: '',
  asymmetric: false,
};

export const formOf = (webhook: Schemas['Webhook']): WebhookForm => ({
  url: webhook.url,
  description: webhook.description ?? '',
  eventTypes: webhook.event_types,
  connectionIds: webhook.filter.connection_ids ?? [],
  labelIds: webhook.filter.label_ids ?? [],
  senderDomains: (webhook.filter.sender_domains ?? []).join(', '),
  include: webhook.include,
  headers: webhook.header_names.length > 0 ? null : '',
  asymmetric: webhook.public_key !== null,
});

/** Returns what creates the webhook. */
export const requestOf = (form: WebhookForm): Schemas['WebhookRequest'] => ({
  ...settingsOf(form),
  headers: headersOf(form.headers ?? ''),
  asymmetric: form.asymmetric,
});

/** Returns what changes the webhook. */
export const changesOf = (form: WebhookForm): Schemas['WebhookChangesRequest'] => ({
  ...settingsOf(form),
  headers: form.headers === null ? null : headersOf(form.headers),
});

const settingsOf = (form: WebhookForm) => ({
  url: form.url.trim(),
  description: form.description.trim(),
  event_types: [...form.eventTypes],
  filter: {
    connection_ids: [...form.connectionIds],
    label_ids: [...form.labelIds],
    sender_domains: form.senderDomains.split(/[\s,;]+/).filter(Boolean),
  },
  include: [...form.include],
});

/** Reads fields, one a line. A line without a colon is a name without a value, which the server refuses. */
export const headersOf = (text: string): Schemas['WebhookHeader'][] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? { name: line, value: '' } : { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
    });

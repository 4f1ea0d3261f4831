import type { Slack, SlackSettings } from '@/features/slack/api/slack-api';

/** What the form shows. It edits one rule; several rules, which only the API creates, stay as they are. */
export interface SlackForm {
  url: string;
  minPriority: string;
  senders: string;
  quietFrom: string;
  quietTo: string;
  preview: boolean;
}

export const PRIORITIES = [
  { value: '', label: 'All received mail' },
  { value: '0.5', label: 'Probably important mail' },
  { value: '0.8', label: 'Important mail only' },
] as const;

export function formOf(slack: Slack | null): SlackForm {
  const rule = slack?.rules.length === 1 ? slack.rules[0] : undefined;
  return {
    url: '',
    minPriority: rule?.min_priority ? String(rule.min_priority) : '',
    senders: (rule?.senders ?? []).join(', '),
    quietFrom: slack?.quiet_hours?.from ?? '',
    quietTo: slack?.quiet_hours?.to ?? '',
    preview: slack?.include_preview ?? true,
  };
}

/** Indicates whether the rules are more than the form can show. */
export const hasOwnRules = (slack: Slack | null): boolean =>
  slack !== null &&
  (slack.rules.length > 1 ||
    slack.rules.some(
      (rule) =>
        !PRIORITIES.some(({ value }) => value === String(rule.min_priority ?? '')) ||
        [rule.categories, rule.label_ids, rule.connection_ids].some((list) => (list ?? []).length > 0),
    ));

export function settingsOf(form: SlackForm, slack: Slack | null, timezone: string): SlackSettings {
  const senders = form.senders.split(/[\s,;]+/).filter((sender) => sender.length > 0);
  const hasRule = form.minPriority !== '' || senders.length > 0;
  const rule = {
    min_priority: form.minPriority === '' ? null : Number(form.minPriority),
    senders: senders.length > 0 ? senders : null,
    categories: null,
    label_ids: null,
    connection_ids: null,
  };
  return {
    ...(form.url.trim() === '' ? {} : { webhook_url: form.url.trim() }),
    rules: hasOwnRules(slack) ? (slack?.rules ?? []) : hasRule ? [rule] : [],
    ...(form.quietFrom !== '' || form.quietTo !== ''
      ? { quiet_hours: { from: form.quietFrom, to: form.quietTo, timezone: slack?.quiet_hours?.timezone ?? timezone } }
      : {}),
    include_preview: form.preview,
    enabled: slack?.enabled ?? true,
  };
}

import { describe, expect, it } from 'vitest';
import type { Slack } from '@/features/slack/api/slack-api';
import { formOf, hasOwnRules, settingsOf } from './slack-form';

const rule = { min_priority: null, senders: null, categories: null, label_ids: null, connection_ids: null };
const slack: Slack = {
  enabled: true,
  rules: [{ ...rule, min_priority: 0.8, senders: ['example.org', 'ann@example.com'] }],
  quiet_hours: { from: '22:00', to: '07:00', timezone: 'Europe/Berlin' },
  include_preview: false,
  state: 'working',
  last_error: null,
  last_posted_at: null,
  next_attempt_at: null,
  created_at: '2026-12-01T00:00:00.000Z',
  updated_at: '2026-12-01T00:00:00.000Z',
};

describe('the form of posts to Slack', () => {
  it('keeps what it shows', () => {
    const { rules, quiet_hours, include_preview } = settingsOf(formOf(slack), slack, 'UTC');
    expect({ rules, quiet_hours, include_preview }).toEqual({
      rules: slack.rules,
      quiet_hours: slack.quiet_hours,
      include_preview: false,
    });
  });

  it('keeps rules that it cannot show', () => {
    const own = {
      ...slack,
      rules: [
        { ...rule, categories: ['work'] },
        { ...rule, min_priority: 0.9 },
      ],
    };
    expect(hasOwnRules(own)).toBe(true);
    expect(hasOwnRules({ ...slack, rules: [{ ...rule, min_priority: 0.9 }] })).toBe(true);
    expect(settingsOf({ ...formOf(own), minPriority: '0.5' }, own, 'UTC').rules).toEqual(own.rules);
  });

  it('sends an address only if there is a new one', () => {
    expect(settingsOf(formOf(slack), slack, 'UTC').webhook_url).toBeUndefined();
    expect(settingsOf({ ...formOf(null), url: ' https://hooks.slack.com/services/x ' }, null, 'UTC')).toEqual({
      webhook_url: 'https://hooks.slack.com/services/x',
      rules: [],
      include_preview: true,
      enabled: true,
    });
  });
});

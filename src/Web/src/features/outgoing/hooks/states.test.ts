import { expect, test } from 'vitest';
import type { OutgoingMail } from '@/features/outgoing/api/outgoing';
import { canCancel, canRetry, describe, describeRecipient } from '@/features/outgoing/hooks/states';

const mail = (changes: Partial<OutgoingMail>): OutgoingMail => ({
  id: 'o1',
  connection_id: 'c1',
  state: 'queued',
  message_id: 'm',
  sender: 'me@example.org',
  subject: 'Lunch',
  recipients: [],
  recipient_count: 1,
  size: 1,
  created_at: '2026-12-01T12:00:00Z',
  due_at: null,
  undo_until: null,
  send_at: null,
  timezone: null,
  attempts: 0,
  error: null,
  enhanced_status: null,
  sent_copy: null,
  in_reply_to_id: null,
  if_no_reply: false,
  sent_at: null,
  ended_at: null,
  replied_at: null,
  bounced_at: null,
  ...changes,
});

test('what was partly sent cannot be cancelled', () => {
  expect(canCancel(mail({ state: 'queued' }))).toBe(true);
  expect(canCancel(mail({ state: 'queued', sent_at: '2026-12-01T12:00:00Z' }))).toBe(false);
  expect(canCancel(mail({ state: 'sending' }))).toBe(false);
  expect(canCancel(mail({ state: 'scheduled' }))).toBe(true);
});

test('what ended without success, or waits after a failure, can be sent again', () => {
  expect((['failed', 'unknown', 'sent', 'cancelled', 'queued'] as const).filter((state) => canRetry(mail({ state })))).toEqual([
    'failed',
    'unknown',
  ]);
  expect(canRetry(mail({ state: 'queued', attempts: 1 }))).toBe(true);
});

test('a return counts before the acceptance, and an unknown attempt before waiting', () => {
  const recipient = {
    address: 'a@example.org',
    state: 'sent',
    reply: null,
    enhanced_status: null,
    bounced_at: null,
    maybe_sent: false,
  } as const;
  expect(describeRecipient(recipient).label).toBe('Accepted');
  expect(describeRecipient({ ...recipient, bounced_at: '2026-12-01T12:00:00Z' }).label).toBe('Returned');
  expect(describeRecipient({ ...recipient, state: 'pending', maybe_sent: true }).label).toBe('Unknown');
});

test('a scheduled message says its time in its zone', () => {
  expect(
    describe(mail({ state: 'scheduled', send_at: '2027-01-31T08:00:00Z', timezone: 'Europe/Berlin', if_no_reply: true })),
  ).toMatch(/9:00.*Europe\/Berlin.*reply/);
});

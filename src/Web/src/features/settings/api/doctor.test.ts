import { expect, test } from 'vitest';
import { examine } from '@/features/settings/api/doctor';
import type { Health } from '@/features/settings/api/mailbox-api';
import type { Mailbox } from '@/lib/mailboxes/mailboxes';

const mailbox = { provider: 'imap', can_send: true, send_error: null } as Mailbox;
const health = {
  status: 'connected',
  push: 'idle',
  poll_seconds: 300,
  consecutive_failures: 0,
  complete_as_of: '2026-01-01T00:00:00Z',
  pushes: null,
  token: null,
  error: null,
  unreadable_count: 0,
  outstanding: 0,
} as unknown as Health;

const check = (title: string, changes: Partial<Health> = {}, box: Partial<Mailbox> = {}) =>
  examine({ ...mailbox, ...box }, { ...health, ...changes }).find((found) => found.title === title);

test('A healthy mailbox needs nothing', () => {
  const checks = examine(mailbox, health);
  expect(checks.map((found) => found.state)).toEqual(['good', 'good', 'good', 'good', 'good', 'good']);
  expect(checks.every((found) => found.next === null)).toBe(true);
});

test('A refused sign-in asks for what the provider takes', () => {
  expect(check('Sign-in', { status: 'authentication_failed' })).toMatchObject({ state: 'bad', remedy: 'password' });
  expect(check('Sign-in', { status: 'needs_sign_in' }, { provider: 'gmail' })).toMatchObject({ state: 'bad', remedy: 'sign-in' });
});

test('A mailbox that waits for its owner is not tried again by itself', () => {
  const found = check('Mail server', { status: 'authentication_failed', consecutive_failures: 5 });
  expect(found).toMatchObject({ state: 'warning', next: null });
});

test('Failures grow from a warning to a fault', () => {
  expect(check('Mail server', { status: 'error', consecutive_failures: 1 })?.state).toBe('warning');
  expect(check('Mail server', { status: 'error', consecutive_failures: 9, error: 'Refused.' })).toMatchObject({ state: 'bad' });
});

test('Pushes that do not arrive are a matter for the administrator', () => {
  expect(check('New mail', { push: 'silent' }, { provider: 'gmail' })?.next).toContain('/webhooks/gmail');
  expect(check('New mail', { push: 'none' })).toMatchObject({ state: 'good', next: null });
});

test('A mailbox without a way out says how to get one', () => {
  expect(check('Sending', {}, { can_send: false })).toMatchObject({ state: 'bad', remedy: 'sending' });
});

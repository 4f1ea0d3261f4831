import { expect, test } from 'vitest';
import { isDeliveryState, nameOf, readable, stateOf } from '@/features/webhooks/hooks/webhook-state';
import type { Schemas } from '@/lib/api/types';

const state = (webhook: Partial<Schemas['Webhook']>, failures?: number) =>
  stateOf(
    { enabled: true, disabled_reason: null, ...webhook } as Schemas['Webhook'],
    failures === undefined ? undefined : ({ failures } as Schemas['WebhookHealth']),
  ).label;

test('the state is the one that the owner must know first', () => {
  expect(state({})).toBe('Enabled');
  expect(state({}, 0)).toBe('Enabled');
  expect(state({}, 2)).toBe('Failing');
  expect(state({ enabled: false }, 2)).toBe('Off');
  expect(state({ enabled: false, disabled_reason: 'gone' }, 1)).toBe('Disabled: gone');
  expect(state({ enabled: false, disabled_reason: 'failing' }, 10)).toBe('Disabled: failing');
});

test('a name is the note, or else the place', () => {
  expect(nameOf({ description: 'CRM', url: 'https://example.org/' })).toBe('CRM');
  expect(nameOf({ description: null, url: 'https://example.org/' })).toBe('example.org');
  expect(nameOf({ description: null, url: 'https://example.org:8443/hooks?x=1' })).toBe('example.org:8443/hooks');
  expect(nameOf({ description: null, url: 'not an address' })).toBe('not an address');
});

test('JSON is indented, and any other text is not changed', () => {
  expect(readable('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(readable('<html>')).toBe('<html>');
});

test('only the states of deliveries are filters', () => {
  expect(isDeliveryState('failed')).toBe(true);
  expect(isDeliveryState('lost')).toBe(false);
  expect(isDeliveryState(undefined)).toBe(false);
});

import { expect, test } from 'vitest';
import { changesOf, EMPTY_FORM, formOf, headersOf, requestOf } from '@/features/webhooks/hooks/webhook-form';
import type { Schemas } from '@/lib/api/types';

const webhook: Schemas['Webhook'] = {
  id: '1',
  url: 'https://example.org/hook',
  event_types: ['email.received'],
  description: null,
  filter: { connection_ids: ['c'], label_ids: null, sender_domains: ['example.org', 'example.net'] },
  include: ['headers'],
  enabled: true,
  header_names: ['Authorization'],
  public_key: null,
  disabled_reason: null,
  disabled_at: null,
  rotated_until: null,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

test('a webhook that is not changed is sent as it was', () => {
  const changes = changesOf(formOf(webhook));
  expect(changes).toEqual({
    url: 'https://example.org/hook',
    description: '',
    event_types: ['email.received'],
    filter: { connection_ids: ['c'], label_ids: [], sender_domains: ['example.org', 'example.net'] },
    include: ['headers'],
    headers: null,
  });
});

test('fields whose values are not known are kept unless they are replaced', () => {
  expect(changesOf({ ...formOf(webhook), headers: '' }).headers).toEqual([]);
  expect(formOf({ ...webhook, header_names: [] }).headers).toBe('');
});

test('a new webhook has what the user wrote', () => {
  const request = requestOf({
    ...EMPTY_FORM,
    url: ' https://example.org ',
    senderDomains: 'a.example; b.example\nc.example,',
    headers: 'Authorization: Bearer a:b\n\n X-Name:1 ',
    asymmetric: true,
  });
  expect(request.url).toBe('https://example.org');
  expect(request.filter?.sender_domains).toEqual(['a.example', 'b.example', 'c.example']);
  expect(request.headers).toEqual([
    { name: 'Authorization', value: 'Bearer a:b' },
    { name: 'X-Name', value: '1' },
  ]);
  expect(request.asymmetric).toBe(true);
});

test('a line without a colon is not lost', () => expect(headersOf('X-Name')).toEqual([{ name: 'X-Name', value: '' }]));

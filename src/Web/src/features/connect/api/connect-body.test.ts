import { expect, test } from 'vitest';
import type { FoundServers } from '@/features/connect/api/connect-api';
import { connectBody } from '@/features/connect/api/connect-body';

const server = { host: 'imap.example.org', port: 993, username: 'ada@example.org', security: 'tls' } as const;
const found: FoundServers = {
  provider: 'imap',
  sign_in: 'password',
  imap: server,
  smtp: { ...server, host: 'smtp.example.org', port: 465 },
  source: 'srv',
  confidence: 'high',
  notes: [],
};
const values = {
  password: 'secret',
  host: 'imap.example.org',
  port: '993',
  security: 'tls',
  username: 'ada@example.org',
  smtp_host: 'smtp.example.org',
  smtp_port: '465',
  smtp_security: 'tls',
  smtp_username: 'ada@example.org',
  smtp_password: '',
};

test('Servers that were found are sent, but not their submission server', () => {
  expect(connectBody('ada@example.org', values, found)).toEqual({
    ...server,
    email: 'ada@example.org',
    password: 'secret',
    smtp: null,
  });
});

test('A submission server that was edited is sent', () => {
  expect(connectBody('ada@example.org', { ...values, smtp_port: '587', smtp_security: 'starttls' }, found).smtp).toMatchObject({
    port: 587,
    security: 'starttls',
    password: null,
  });
});

test('Empty fields leave the search to the server', () => {
  const empty = Object.fromEntries(Object.keys(values).map((name) => [name, name.endsWith('security') ? 'tls' : '']));
  expect(connectBody('a@b.example', { ...empty, password: 'p' }, null)).toMatchObject({
    host: null,
    port: null,
    username: null,
    smtp: null,
  });
});

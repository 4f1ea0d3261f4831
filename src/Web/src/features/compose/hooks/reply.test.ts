import { expect, test } from 'vitest';
import { answer, forwardSubject, replySubject, type Identity, type Original } from '@/features/compose/hooks/reply';

const original = (changes: Partial<Original> = {}): Original => ({
  id: 'm1',
  thread_id: 't1',
  connection_id: 'c1',
  subject: 'Lunch',
  from_email: 'ada@example.org',
  from_name: 'Ada',
  preview: '',
  date: '2026-12-01T12:00:00Z',
  is_read: true,
  is_starred: false,
  has_attachments: false,
  priority_score: null,
  labels: [],
  category: null,
  category_reasons: [],
  priority_reasons: [],
  to_emails: [],
  cc_emails: [],
  to: [{ email: 'Me@example.org', name: 'Me' }],
  cc: [{ email: 'bob@example.org', name: null }],
  bcc: [],
  reply_to: [],
  message_id: null,
  in_reply_to: null,
  body_text: '',
  body_html: null,
  attachments: [],
  size: 1,
  flags: [],
  defects: [],
  thread: null,
  ...changes,
});

const identity = (id: string, email: string): Identity => ({
  id,
  email,
  display_name: null,
  reply_to: null,
  signature_text: null,
  signature_html: null,
  is_default: id === 'i1',
  source: 'user',
  updated_at: '2026-12-01T12:00:00Z',
});

const mine = [identity('i1', 'default@example.org'), identity('i2', 'me@example.org')];
const emails = (list: readonly { email: string }[]) => list.map(({ email }) => email);

test('a reply goes to the author, from the address that was written to', () => {
  const form = answer('reply', original(), mine);
  expect(form).toMatchObject({ subject: 'Re: Lunch', identityId: 'i2', kept: { in_reply_to_id: 'm1', reply_all: false } });
  expect(emails(form.to)).toEqual(['ada@example.org']);
  expect(form.cc).toEqual([]);
});

test('a reply to all leaves out the user and names each address once', () => {
  const form = answer(
    'reply-all',
    original({
      cc: [
        { email: 'bob@example.org', name: null },
        { email: 'ADA@example.org', name: null },
      ],
    }),
    mine,
  );
  expect(emails(form.to)).toEqual(['ada@example.org']);
  expect(emails(form.cc)).toEqual(['bob@example.org']);
});

test('addresses for replies count before the author', () => {
  expect(emails(answer('reply', original({ reply_to: [{ email: 'list@example.org', name: null }] }), mine).to)).toEqual([
    'list@example.org',
  ]);
});

test("a reply to the user's own message goes to its recipients", () => {
  const form = answer('reply', original({ from_email: 'me@example.org', to: [{ email: 'ada@example.org', name: null }] }), mine);
  expect(emails(form.to)).toEqual(['ada@example.org']);
});

test('a forwarded message has no recipients and refers to the original', () => {
  const form = answer('forward', original(), mine);
  expect(form).toMatchObject({ subject: 'Fwd: Lunch', to: [], cc: [], kept: { forward_of_id: 'm1' } });
});

test('subjects have one prefix', () => {
  expect(replySubject('Re: AW: Re[2]: Lunch')).toBe('Re: Lunch');
  expect(replySubject('')).toBe('Re:');
  expect(forwardSubject('Fwd: WG: Lunch')).toBe('Fwd: Lunch');
  expect(replySubject('Regarding: Lunch')).toBe('Re: Regarding: Lunch');
});

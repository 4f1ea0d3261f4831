import { expect, test } from 'vitest';
import { addRecipients, faultOf, formatRecipient, isAddress, parseRecipients } from '@/features/compose/hooks/recipients';

test('a pasted list is divided outside of quotes and brackets', () => {
  expect(parseRecipients('"Lovelace, Ada" <ada@example.org>; bob@example.org\nCy <cy@example.org>,')).toEqual([
    { name: 'Lovelace, Ada', email: 'ada@example.org' },
    { name: null, email: 'bob@example.org' },
    { name: 'Cy', email: 'cy@example.org' },
  ]);
});

test('bare addresses are divided by blanks, names are not', () => {
  expect(parseRecipients('a@example.org b@example.org').map(({ email }) => email)).toEqual(['a@example.org', 'b@example.org']);
  expect(parseRecipients('Ada Lovelace')).toEqual([{ name: null, email: 'Ada Lovelace' }]);
});

test('what is written is read again', () => {
  for (const recipient of [
    { name: null, email: 'a@example.org' },
    { name: 'Ada Lovelace', email: 'a@example.org' },
    { name: 'Lovelace, "Ada" \\', email: 'a@example.org' },
  ]) {
    expect(parseRecipients(formatRecipient(recipient))).toEqual([recipient]);
  }
});

test('addresses can have Unicode and must have a domain', () => {
  expect(
    ['ada@example.org', 'a+b@sub.example.org', 'ö@bücher.example', "o'neil@example.org"].filter((text) => !isAddress(text)),
  ).toEqual([]);
  expect(
    ['ada', 'ada@', '@example.org', 'ada@example', 'a b@example.org', 'a@b..org', 'a@-b.org', 'a@b.org,'].filter(isAddress),
  ).toEqual([]);
});

test('a refusal of the server counts before the form of the address', () => {
  expect(faultOf({ email: 'ada@example.org', name: null })).toBeNull();
  expect(faultOf({ email: 'ada@example.org', name: null, refusal: 'This installation does not send to example.org.' })).toContain(
    'does not send',
  );
  expect(faultOf({ email: 'ada', name: null })).toContain('@');
});

test('a recipient is added once regardless of case', () => {
  const added = addRecipients(
    [{ email: 'Ada@example.org', name: 'Ada' }],
    parseRecipients('ada@example.org, b@example.org, B@example.org'),
  );
  expect(added.map(({ email }) => email)).toEqual(['Ada@example.org', 'b@example.org']);
});

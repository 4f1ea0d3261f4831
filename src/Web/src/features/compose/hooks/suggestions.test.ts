import { expect, test } from 'vitest';
import { collectAddresses, suggest } from '@/features/compose/hooks/suggestions';

const loaded = [
  {
    pages: [
      {
        items: [
          { from_email: 'ada@example.org', from_name: 'Ada Lovelace' },
          { from_email: 'no-address', from_name: 'x' },
        ],
      },
    ],
  },
  { to: [{ email: 'Ada@example.org', name: null }], cc: [{ email: 'lou@example.org', name: 'Lou' }] },
  { recipients: [{ address: 'grace@navy.example' }] },
];

test('addresses are found in lists, messages and outgoing mail, each once with its name', () => {
  const book = collectAddresses(loaded);
  expect([...book.keys()].sort()).toEqual(['ada@example.org', 'grace@navy.example', 'lou@example.org']);
  expect(book.get('ada@example.org')).toMatchObject({ name: 'Ada Lovelace', count: 2 });
});

test('beginnings come before the inside of words', () => {
  const book = collectAddresses(loaded);
  expect(suggest(book, 'lo', []).map(({ name }) => name)).toEqual(['Lou', 'Ada Lovelace']);
  expect(suggest(book, 'NAVY', []).map(({ email }) => email)).toEqual(['grace@navy.example']);
  expect(suggest(book, ' ', [])).toEqual([]);
});

test('those that were chosen are not offered again', () => {
  expect(suggest(collectAddresses(loaded), 'ada', [{ email: 'ADA@example.org', name: null }])).toEqual([]);
});

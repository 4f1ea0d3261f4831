import { describe, expect, it } from 'vitest';
import type { EmailSummary } from '@/features/mail/api/lists';
import type { Label } from '@/features/mail/api/mailboxes';
import { belongsTo, placeAfter, returnsOf, type Places } from '@/features/mail/hooks/placement';

const label = (id: string, role: Label['role'], connection_id = 'imap') => ({ id, role, connection_id }) as Label;
const all = [
  label('in', 'inbox'),
  label('arch', 'archive'),
  label('bin', 'trash'),
  label('work', null),
  label('g-in', 'inbox', 'gmail'),
  label('g-bin', 'trash', 'gmail'),
  label('g-work', null, 'gmail'),
  label('g-home', null, 'gmail'),
];
const places: Places = { labels: new Map(all.map((each) => [each.id, each])), hasLabels: (id) => id === 'gmail' };
const email = (id: string, connection_id: string, ...labels: string[]) => ({ id, connection_id, labels }) as EmailSummary;

describe('placeAfter', () => {
  it('moves a message of a mailbox with folders', () => {
    expect(placeAfter(email('1', 'imap', 'in'), { kind: 'archive' }, places)).toEqual(['arch']);
    expect(placeAfter(email('1', 'imap', 'in'), { kind: 'label', label: label('work', null) }, places)).toEqual(['work']);
  });

  it('keeps the other labels of a mailbox with labels', () => {
    expect(placeAfter(email('1', 'gmail', 'g-in', 'g-work'), { kind: 'archive' }, places)).toEqual(['g-work']);
    expect(placeAfter(email('1', 'gmail', 'g-in'), { kind: 'label', label: label('g-work', null, 'gmail') }, places)).toEqual(['g-in', 'g-work']); // prettier-ignore
  });
});

describe('belongsTo', () => {
  it('finds a message by label, by role, and outside of trash', () => {
    expect(belongsTo(email('1', 'imap', 'in'), { label: 'in' }, places.labels)).toBe(true);
    expect(belongsTo(email('1', 'imap', 'in'), { label: 'inbox' }, places.labels)).toBe(true);
    expect(belongsTo(email('1', 'imap', 'work'), { label: 'inbox' }, places.labels)).toBe(false);
    expect(belongsTo(email('1', 'imap', 'work'), {}, places.labels)).toBe(true);
    expect(belongsTo(email('1', 'imap', 'bin'), {}, places.labels)).toBe(false);
    expect(belongsTo(email('1', 'imap', 'bin'), { label: 'trash' }, places.labels)).toBe(true);
  });
});

describe('returnsOf', () => {
  it('moves messages back to their folders, one request for each', () => {
    const emails = [email('1', 'imap', 'in'), email('2', 'imap', 'work'), email('3', 'imap', 'in')];
    expect(returnsOf(emails, { kind: 'trash' }, places)).toEqual([
      { name: 'move', ids: ['1', '3'], labelId: 'in' },
      { name: 'move', ids: ['2'], labelId: 'work' },
    ]);
  });

  it('takes messages with labels out of the trash, and out of the inbox when they were not in it', () => {
    expect(returnsOf([email('1', 'gmail', 'g-in'), email('2', 'gmail', 'g-work')], { kind: 'trash' }, places)).toEqual([
      { name: 'untrash', ids: ['1', '2'] },
      { name: 'archive', ids: ['2'] },
    ]);
  });

  it('gives labels back and takes added ones off', () => {
    const move = { kind: 'move', label: label('g-home', null, 'gmail') } as const;
    expect(returnsOf([email('1', 'gmail', 'g-in', 'g-work')], move, places)).toEqual([
      { name: 'label', ids: ['1'], labelId: 'g-in' },
      { name: 'label', ids: ['1'], labelId: 'g-work' },
      { name: 'unlabel', ids: ['1'], labelId: 'g-home' },
    ]);
  });
});

import { expect, test } from 'vitest';
import { replayOf, type ReplayForm } from '@/features/webhooks/hooks/replay-request';

const form = (changes: Partial<ReplayForm>): ReplayForm => ({ kind: 'from', from: '', to: '', after: '', ...changes });

test('deliveries are replayed by their ids', () => {
  expect(replayOf(form({ kind: 'ids' }), ['a', 'b'])).toEqual({ request: { ids: ['a', 'b'] } });
});

test('a period has a beginning, and an end if one is given', () => {
  const from = new Date(2026, 0, 2, 3, 4);
  const to = new Date(2026, 0, 3, 3, 4);
  expect(replayOf(form({ from: '2026-01-02T03:04' }), [])).toEqual({ request: { from: from.toISOString(), to: null } });
  expect(replayOf(form({ from: '2026-01-02T03:04', to: '2026-01-03T03:04' }), [])).toEqual({
    request: { from: from.toISOString(), to: to.toISOString() },
  });
});

test.each([
  [form({}), 'from'],
  [form({ from: 'x' }), 'from'],
  [form({ from: '2026-01-02T03:04', to: 'x' }), 'to'],
  [form({ from: '2026-01-02T03:04', to: '2026-01-01T03:04' }), 'to'],
  [form({ kind: 'after' }), 'after'],
  [form({ kind: 'after', after: '-1' }), 'after'],
  [form({ kind: 'after', after: '1.5' }), 'after'],
])('an incomplete form names its field', (incomplete, field) => {
  expect(replayOf(incomplete, [])).toMatchObject({ field });
});

test('a position is a whole number', () => {
  expect(replayOf(form({ kind: 'after', after: '0' }), [])).toEqual({ request: { after: 0, to: null } });
});

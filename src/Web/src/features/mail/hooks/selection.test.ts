import { describe, expect, it } from 'vitest';
import { extend, NO_SELECTION, toggle } from '@/features/mail/hooks/selection';

const rows = ['a', 'b', 'c', 'd'];
const indexOf = (id: string) => rows.indexOf(id);
const idAt = (index: number) => rows[index];

describe('selection', () => {
  it('selects and deselects a row', () => {
    const one = toggle(NO_SELECTION, 'b');
    expect([...one.ids]).toEqual(['b']);
    expect(toggle(one, 'b').ids.size).toBe(0);
  });

  it('extends from the anchor in both directions', () => {
    expect([...extend(toggle(NO_SELECTION, 'c'), 'a', indexOf, idAt).ids].sort()).toEqual(['a', 'b', 'c']);
    expect([...extend(toggle(NO_SELECTION, 'b'), 'd', indexOf, idAt).ids].sort()).toEqual(['b', 'c', 'd']);
  });

  it('selects the row alone when the anchor has left the list', () => {
    expect([...extend(toggle(NO_SELECTION, 'gone'), 'a', indexOf, idAt).ids].sort()).toEqual(['a', 'gone']);
  });

  it('leaves out rows that are not loaded', () => {
    const sparse = (index: number) => (index === 1 ? undefined : rows[index]);
    expect([...extend(toggle(NO_SELECTION, 'a'), 'c', indexOf, sparse).ids].sort()).toEqual(['a', 'c']);
  });
});

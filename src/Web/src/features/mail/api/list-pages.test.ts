import { describe, expect, it } from 'vitest';
import { editPages, type ListPage } from '@/features/mail/api/list-pages';
import type { EmailSummary } from '@/features/mail/api/lists';

const row = (id: string) => ({ id, is_read: false }) as EmailSummary;
const page = (total: number, ...ids: string[]): ListPage => ({ items: ids.map(row), total });
const ids = (found?: ListPage) => found?.items.map((item) => item.id).join('');
const without =
  (...gone: string[]) =>
  (item: EmailSummary) =>
    gone.includes(item.id) ? null : item;

describe('editPages', () => {
  it('moves rows up across loaded pages', () => {
    const result = editPages(new Map([[0, page(6, 'a', 'b')], [1, page(6, 'c', 'd')]]), 2, without('a')); // prettier-ignore
    expect(ids(result.get(0))).toBe('bc');
    expect(ids(result.get(1))).toBe('d');
    expect(result.get(0)?.total).toBe(5);
  });

  it('leaves a gap where the next page is not loaded', () => {
    const result = editPages(new Map([[0, page(6, 'a', 'b')], [2, page(6, 'e', 'f')]]), 2, without('b')); // prettier-ignore
    expect(ids(result.get(0))).toBe('a');
    expect(ids(result.get(2))).toBe('f');
  });

  it('counts the total of pages above the removed row, too', () => {
    const result = editPages(new Map([[0, page(4, 'a', 'b')], [1, page(4, 'c', 'd')]]), 2, without('d')); // prettier-ignore
    expect(ids(result.get(0))).toBe('ab');
    expect(result.get(0)?.total).toBe(3);
  });

  it('returns only pages that change', () => {
    const pages = new Map([[0, page(4, 'a', 'b')], [1, page(4, 'c', 'd')]]); // prettier-ignore
    const result = editPages(pages, 2, (item) => (item.id === 'c' ? { ...item, is_read: true } : item));
    expect([...result.keys()]).toEqual([1]);
    expect(result.get(1)?.items[0]?.is_read).toBe(true);
  });

  it('empties a page when all of its rows are removed', () => {
    expect(editPages(new Map([[0, page(2, 'a', 'b')]]), 2, () => null).get(0)).toEqual({ items: [], total: 0 });
  });
});

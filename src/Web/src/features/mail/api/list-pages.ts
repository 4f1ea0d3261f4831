import type { EmailSummary } from '@/features/mail/api/lists';

/** A page of a list; shorter than the others at the end, and where rows have left it and the next page is not loaded. */
export interface ListPage {
  items: readonly EmailSummary[];
  /** Rows of the whole list. */
  total: number;
}

/**
 * Edits the loaded pages of a list, counted from 0. Rows for which `edit` returns null leave it, and those below them move up, across pages.
 * Returns the pages that changed.
 */
export function editPages(
  pages: ReadonlyMap<number, ListPage>,
  size: number,
  edit: (row: EmailSummary) => EmailSummary | null,
): Map<number, ListPage> {
  const rows = new Map<number, EmailSummary>();
  const changed = new Set<number>();
  let removed = 0;
  for (const page of [...pages.keys()].sort((one, other) => one - other)) {
    pages.get(page)?.items.forEach((row, index) => {
      const edited = edit(row);
      if (edited !== row) changed.add(page);
      if (edited) rows.set(page * size + index - removed, edited);
      else removed++;
    });
    if (removed > 0) changed.add(page);
  }
  const result = new Map<number, ListPage>();
  for (const [page, { total, items }] of pages) {
    if (!changed.has(page) && removed === 0) continue;
    result.set(page, { items: changed.has(page) ? take(rows, page * size, size) : items, total: Math.max(0, total - removed) });
  }
  return result;
}

function take(rows: ReadonlyMap<number, EmailSummary>, from: number, size: number): EmailSummary[] {
  const taken: EmailSummary[] = [];
  for (let row = rows.get(from); row && taken.length < size; row = rows.get(from + taken.length)) taken.push(row);
  return taken;
}

import { describe, expect, it } from 'vitest';
import type { Label } from '@/features/mail/api/mailboxes';
import { sortFolders } from '@/features/mail/hooks/sort-folders';

const label = (path: string, role: Label['role'] = null) =>
  ({ id: path, path, name: path.slice(path.lastIndexOf('/') + 1), role }) as Label;
const written = (...labels: Label[]) => sortFolders(labels).map(({ label: { path }, depth }) => '-'.repeat(depth) + path);

describe('sortFolders', () => {
  it('puts folders with a role first, in a fixed order', () => {
    expect(written(label('Trash', 'trash'), label('Work'), label('INBOX', 'inbox'))).toEqual(['INBOX', 'Trash', 'Work']);
  });

  it('nests folders and sorts numbers by value', () => {
    expect(written(label('P'), label('P/10'), label('P/9'), label('P/9/x'))).toEqual(['P', '-P/9', '--P/9/x', '-P/10']);
  });

  it('keeps a folder whose parents do not exist', () => {
    expect(written(label('a/b/c'), label('a'))).toEqual(['a', '-a/b/c']);
    expect(written(label('x/y'))).toEqual(['x/y']);
  });
});

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Bookmark, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { deleteSearch, renameSearch, saveSearch, savedSearchesQuery, type SavedSearch } from '@/features/mail/api/searches';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { Menu } from '@/components/menu';
import { formatCount } from '@/lib/format';
import { runOptimistic } from '@/lib/optimistic';
import { useSubmit } from '@/lib/use-submit';

/** The saved searches with their unread counts. */
export function SavedSearches() {
  const client = useQueryClient();
  const { data: searches = [] } = useQuery(savedSearchesQuery);
  const [renamed, setRenamed] = useState<SavedSearch | null>(null);
  if (searches.length === 0) return null;
  const remove = (search: SavedSearch) =>
    void runOptimistic({
      client,
      keys: [mailKeys.savedSearches],
      apply: () => client.setQueryData(savedSearchesQuery.queryKey, (list) => list?.filter((other) => other.id !== search.id)),
      commit: () => deleteSearch(search.id),
      failure: 'The search was not deleted',
      undo: { text: `Search "${search.name}" deleted`, revert: () => saveSearch(search.name, search.query) },
    });
  return (
    <section aria-label="Saved searches">
      <h2 className="px-2 text-xs leading-7 font-medium text-muted">Saved searches</h2>
      <ul>
        {searches.map((search) => (
          <li key={search.id} className="group relative">
            <SearchLink search={search} />
            <Menu
              label={`Actions for ${search.name}`}
              trigger={
                <button
                  type="button"
                  aria-label={`Actions for ${search.name}`}
                  className="absolute end-1 top-0.5 flex size-6 items-center justify-center rounded bg-sunken text-muted opacity-0 group-hover:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100"
                >
                  <Ellipsis size={14} aria-hidden />
                </button>
              }
              items={[
                { label: 'Rename', icon: Pencil, onSelect: () => setRenamed(search) },
                { label: 'Delete', icon: Trash2, onSelect: () => remove(search) },
              ]}
            />
          </li>
        ))}
      </ul>
      {renamed && <RenameDialog search={renamed} onClose={() => setRenamed(null)} />}
    </section>
  );
}

function SearchLink({ search }: { search: SavedSearch }) {
  const { q } = useSearch({ strict: false });
  const { unread_count: unread } = search;
  return (
    <Link
      to="/search"
      search={{ q: search.query }}
      aria-current={q === search.query ? 'page' : undefined}
      title={unread === null ? `${search.query} (cannot be answered now)` : search.query}
      className="flex h-7 items-center gap-2 rounded-md px-2 text-sm text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink"
    >
      <Bookmark size={14} className="shrink-0" aria-hidden />
      <span dir="auto" className="min-w-0 grow truncate text-start">
        {search.name}
      </span>
      {unread !== null && unread > 0 && (
        <span className="text-xs text-ink">
          {formatCount(unread)}
          {search.unread_is_at_least && '+'}
          <span className="sr-only"> unread</span>
        </span>
      )}
    </Link>
  );
}

function RenameDialog({ search, onClose }: { search: SavedSearch; onClose: () => void }) {
  const client = useQueryClient();
  const { busy, error, errorOf, run } = useSubmit(['name']);
  const [name, setName] = useState(search.name);
  const rename = async () => {
    if (!(await run(() => renameSearch(search.id, name.trim())))) return;
    void client.invalidateQueries({ queryKey: mailKeys.savedSearches });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rename the search"
      actions={
        <Button look="primary" type="submit" form="rename-search" busy={busy}>
          Rename
        </Button>
      }
    >
      <form
        id="rename-search"
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        {error && <ErrorState error={error} compact />}
        <Field label="Name" error={errorOf('name')}>
          <Input value={name} maxLength={100} required autoFocus onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

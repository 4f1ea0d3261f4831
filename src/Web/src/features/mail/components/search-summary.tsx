import { useQueryClient } from '@tanstack/react-query';
import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { saveSearch, type SearchCoverage } from '@/features/mail/api/searches';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { formatCount } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  query: string;
  found: number;
  isAtLeast: boolean;
  coverage: SearchCoverage;
}

/** How much was found, and in how much. */
export function SearchSummary({ query, found, isAtLeast, coverage }: Props) {
  const [saving, setSaving] = useState(false);
  return (
    <div className="flex shrink-0 items-center gap-2 border-b border-line py-1 ps-4 pe-2 text-xs text-muted">
      <p role="status" className="min-w-0 grow">
        {isAtLeast ? 'More than ' : ''}
        {formatCount(found)} found. {coverageInWords(coverage)}
      </p>
      <Button look="quiet" icon={BookmarkPlus} onClick={() => setSaving(true)}>
        Save
      </Button>
      {saving && <SaveDialog query={query} onClose={() => setSaving(false)} />}
    </div>
  );
}

function coverageInWords({ indexed, total, oldest }: SearchCoverage): string {
  const back = oldest ? `, back to ${String(new Date(oldest).getFullYear())}` : '';
  return `Searched ${formatCount(indexed)} of ${formatCount(Math.max(indexed, total))} messages${back}.`;
}

function SaveDialog({ query, onClose }: { query: string; onClose: () => void }) {
  const client = useQueryClient();
  const { busy, error, errorOf, run } = useSubmit(['name']);
  const [name, setName] = useState(query.slice(0, 100));
  const save = async () => {
    const saved = await run(() => saveSearch(name.trim(), query));
    if (!saved) return;
    void client.invalidateQueries({ queryKey: mailKeys.savedSearches });
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Save this search"
      description="It appears below your mailboxes, with the number of unread messages it finds."
      actions={
        <Button look="primary" type="submit" form="save-search" busy={busy}>
          Save search
        </Button>
      }
    >
      <form
        id="save-search"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
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

import { useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowDownWideNarrow, Search, SearchX } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { Highlighted } from '@/features/mail/components/highlighted';
import { SelectionBar } from '@/features/mail/components/list-toolbar';
import { MailLayout } from '@/features/mail/components/mail-layout';
import { MessageList } from '@/features/mail/components/message-list';
import { SearchSummary } from '@/features/mail/components/search-summary';
import { useHitList } from '@/features/mail/hooks/use-hit-list';
import { useMailController } from '@/features/mail/hooks/use-mail-controller';
import { useMailKeys } from '@/features/mail/hooks/use-mail-keys';
import { usePlaces } from '@/features/mail/hooks/use-places';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { PageHeader } from '@/components/page-header';
import { SkeletonRows } from '@/components/skeleton';

const NO_LIST = {};

export default function SearchPage() {
  const { q = '', sort } = useSearch({ strict: false });
  if (q) return <Results key={q} query={q} byRelevance={sort === 'relevance'} />;
  return (
    <>
      <PageHeader title="Search" />
      <EmptyState icon={Search} title="Search your mail">
        Type words above, or narrow it: from:, subject:, has:attachment, before:.
      </EmptyState>
    </>
  );
}

function Results({ query, byRelevance }: { query: string; byRelevance: boolean }) {
  const list = useHitList(query, byRelevance ? 'relevance' : 'date');
  const mail = useMailController(list, NO_LIST);
  const { connections } = usePlaces();
  useMailKeys(mail, list);
  useEffect(() => {
    document.title = `${query} - EmailAgent`;
  }, [query]);
  const texts = useMemo(
    () =>
      new Map(
        list.hits.map((hit) => [
          hit.email.id,
          {
            subject: hit.subject_highlighted ? <Highlighted html={hit.subject_highlighted} /> : null,
            preview: hit.snippet ? <Highlighted html={hit.snippet} /> : null,
          },
        ]),
      ),
    [list.hits],
  );
  return (
    <MailLayout mail={mail} label="Results">
      {mail.selection.ids.size > 0 ? <SelectionBar mail={mail} /> : <Toolbar query={query} byRelevance={byRelevance} />}
      {list.coverage && <SearchSummary query={query} found={list.found} isAtLeast={list.isAtLeast} coverage={list.coverage} />}
      {list.error && list.total === null ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : list.total === null ? (
        <SkeletonRows />
      ) : list.total === 0 ? (
        <EmptyState icon={SearchX} title="Nothing was found">
          Try fewer words, or in:anywhere to include trash and spam.
        </EmptyState>
      ) : (
        <MessageList
          label="Results"
          list={list}
          total={list.total}
          texts={texts}
          handlers={mail.handlers}
          selected={mail.selection.ids}
          currentId={mail.currentId}
          openId={mail.openId}
          folder=""
          showMailbox={connections.length > 1}
          viewRef={mail.viewRef}
        />
      )}
    </MailLayout>
  );
}

function Toolbar({ query, byRelevance }: { query: string; byRelevance: boolean }) {
  const navigate = useNavigate();
  const sort = (value: 'relevance' | undefined) =>
    void navigate({ to: '.', search: (previous: Record<string, unknown>) => ({ ...previous, sort: value }) });
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line ps-4 pe-2">
      <h1 dir="auto" className="min-w-0 grow truncate text-lg font-semibold">
        {query}
      </h1>
      <Menu
        label="Order"
        align="end"
        trigger={<IconButton icon={ArrowDownWideNarrow} label="Order" />}
        items={[
          { label: 'Newest first', checked: !byRelevance, onSelect: () => sort(undefined) },
          { label: 'Best match first', checked: byRelevance, onSelect: () => sort('relevance') },
        ]}
      />
    </header>
  );
}

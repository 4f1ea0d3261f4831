import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { FilePen } from 'lucide-react';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { PageHeader } from '@/components/page-header';
import { SkeletonRows } from '@/components/skeleton';
import { draftsQuery } from '@/features/compose/api/drafts';
import { DraftRow } from '@/features/compose/components/draft-row';
import { discardDraft, useDiscarded } from '@/features/compose/hooks/discard';
import { openCompose } from '@/lib/compose';

export default function DraftsPage() {
  const client = useQueryClient();
  const drafts = useInfiniteQuery(draftsQuery);
  const discarded = useDiscarded();
  const items = drafts.data?.pages.flatMap((page) => page.items).filter(({ id }) => !discarded.has(id));
  return (
    <>
      <PageHeader
        title="Drafts"
        actions={
          <Button look="primary" onClick={() => openCompose({ mode: 'new' })}>
            New message
          </Button>
        }
      />
      {drafts.isPending && <SkeletonRows />}
      {drafts.error && !items && <ErrorState error={drafts.error} onRetry={() => void drafts.refetch()} />}
      {items?.length === 0 && (
        <EmptyState icon={FilePen} title="No drafts">
          A message that you begin and do not send is kept here, also one that you begin in another mail program.
        </EmptyState>
      )}
      {items && items.length > 0 && (
        <ul aria-label="Drafts">
          {items.map((draft) => (
            <DraftRow
              key={draft.id}
              draft={draft}
              onOpen={() => openCompose({ mode: 'new', draftId: draft.id })}
              onDiscard={() => discardDraft(client, draft.id)}
            />
          ))}
        </ul>
      )}
      {drafts.hasNextPage && (
        <div className="p-4 text-center">
          <Button busy={drafts.isFetchingNextPage} onClick={() => void drafts.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

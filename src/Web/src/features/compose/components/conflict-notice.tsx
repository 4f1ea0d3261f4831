import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { readDraft } from '@/features/compose/api/drafts';
import { htmlToText } from '@/features/compose/hooks/body-html';
import { fromDraft, type MessageForm } from '@/features/compose/hooks/message-form';
import { formatRecipient } from '@/features/compose/hooks/recipients';
import type { Composer } from '@/features/compose/hooks/use-composer';
import { formatDateTime } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  composer: Composer;
  /** Opens the draft anew, as it is on the server. */
  onReload: () => void;
}

/** Says that the draft was changed or deleted by another mail client, and lets the user choose what stays. */
export function ConflictNotice({ composer, onReload }: Props) {
  const [comparing, setComparing] = useState(false);
  const submission = useSubmit();
  const { saver, save } = composer;
  if (save.status !== 'conflict' && save.status !== 'gone') return null;
  const isGone = save.status === 'gone';
  return (
    <div role="alert" className="flex shrink-0 flex-wrap items-center gap-2 bg-warning-soft px-4 py-2 text-sm text-warning">
      <p className="min-w-0 grow">
        {isGone
          ? 'This draft was deleted or sent elsewhere.'
          : 'This draft was also changed elsewhere. Nothing is saved until you choose.'}
      </p>
      {isGone ? (
        <Button busy={submission.busy} onClick={() => void submission.run(() => saver.keepAsNew())}>
          Keep as a new draft
        </Button>
      ) : (
        <Button onClick={() => setComparing(true)}>Compare</Button>
      )}
      {submission.error && <ErrorState error={submission.error} compact />}
      {comparing && save.id && (
        <CompareDialog id={save.id} composer={composer} onReload={onReload} onClose={() => setComparing(false)} />
      )}
    </div>
  );
}

function CompareDialog({ id, composer, onReload, onClose }: Props & { id: string; onClose: () => void }) {
  const { saver, form } = composer;
  const other = useQuery({
    queryKey: ['compose', 'conflict', id],
    queryFn: ({ signal }) => readDraft(id, signal),
    gcTime: 0,
    staleTime: 0,
  });
  const submission = useSubmit();
  const choose = async (work: () => Promise<unknown>) => {
    if (await submission.run(work)) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title="Two versions of this draft"
      description="Both were saved at the same time. Keep one of them, or both as two drafts."
      actions={
        <>
          <Button disabled={!other.data || submission.busy} onClick={() => void choose(() => saver.keepAsNew())}>
            Keep both
          </Button>
          <Button disabled={!other.data || submission.busy} onClick={onReload}>
            Keep the other one
          </Button>
          <Button
            look="primary"
            disabled={!other.data || submission.busy}
            onClick={() => void choose(() => saver.overwrite(other.data?.revision ?? 0))}
          >
            Keep this one
          </Button>
        </>
      }
    >
      <div className="grid gap-4 md:grid-cols-2">
        <Version title="Here" form={form} />
        {other.error && <ErrorState error={other.error} onRetry={() => void other.refetch()} compact />}
        {other.data && <Version title={`Elsewhere, ${formatDateTime(other.data.updated_at)}`} form={fromDraft(other.data)} />}
        {other.isPending && <Skeleton className="h-32" />}
      </div>
      {submission.error && <ErrorState error={submission.error} compact />}
    </Dialog>
  );
}

function Version({ title, form }: { title: string; form: MessageForm }) {
  return (
    <section aria-label={title} className="min-w-0 rounded-md border border-line p-2 text-sm">
      <h3 className="text-xs font-medium text-muted">{title}</h3>
      <p className="truncate">To: {form.to.map(formatRecipient).join(', ') || 'no recipient yet'}</p>
      <p className="truncate font-medium">{form.subject || 'No subject'}</p>
      <p className="max-h-60 overflow-y-auto break-words whitespace-pre-wrap" dir="auto">
        {form.format === 'rich' ? htmlToText(form.html) : form.text}
      </p>
    </section>
  );
}

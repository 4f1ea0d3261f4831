import { useQueryClient } from '@tanstack/react-query';
import { Mailbox } from 'lucide-react';
import { useState, type Ref } from 'react';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { TextLink } from '@/components/link';
import { Skeleton } from '@/components/skeleton';
import { ComposerView, type ComposerHandle } from '@/features/compose/components/composer-view';
import type { Draft } from '@/features/compose/hooks/message-form';
import { takeBack } from '@/features/compose/hooks/sent-notice';
import { useStart } from '@/features/compose/hooks/use-start';
import type { ComposeRequest } from '@/lib/compose';

interface Props {
  ref?: Ref<ComposerHandle>;
  request: ComposeRequest;
  onDraft: (id: string | null, title: string) => void;
  onDone: () => void;
  /** Opens the draft anew, as it is on the server. */
  onReload: () => void;
}

/** Loads what a message begins with, then shows it to be written. */
export function ComposerLoader({ ref, request, onDraft, onDone, onReload }: Props) {
  const loaded = useStart(request);
  switch (loaded.status) {
    case 'loading':
      return (
        <div role="status" aria-label="Loading" className="flex grow flex-col gap-3 p-4">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-40" />
        </div>
      );
    case 'failed':
      return <ErrorState error={loaded.error} onRetry={loaded.retry} />;
    case 'no-mailbox':
      return (
        <EmptyState
          icon={Mailbox}
          title="No mailbox that can send"
          action={<TextLink to={'/connect' as string}>Connect a mailbox</TextLink>}
        >
          Messages are sent from a mailbox of yours.
        </EmptyState>
      );
    case 'sending':
      return <SendingDraft draft={loaded.draft} onCancelled={loaded.reload} />;
    case 'ready':
      return (
        <ComposerView
          ref={ref}
          start={loaded.start}
          connections={loaded.connections}
          onDraft={onDraft}
          onDone={onDone}
          onReload={onReload}
        />
      );
  }
}

/** A draft that cannot be changed, since it is being sent or is scheduled. */
function SendingDraft({ draft, onCancelled }: { draft: Draft; onCancelled: () => void }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const cancel = async () => {
    setBusy(true);
    if (!draft.outgoing_id || (await takeBack(client, draft.outgoing_id, null))) onCancelled();
    setBusy(false);
  };
  return (
    <div className="flex flex-col items-start gap-3 p-4 text-sm">
      <p>
        <strong>{draft.message.subject || 'This draft'}</strong> is being sent, or waits for the time at which it is to be sent.
        Cancel that to change it.
      </p>
      <Button busy={busy} onClick={() => void cancel()}>
        Cancel sending and edit
      </Button>
    </div>
  );
}

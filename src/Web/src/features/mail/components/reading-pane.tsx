import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { messageQuery, threadQuery } from '@/features/mail/api/messages';
import type { EmailSummary } from '@/features/mail/api/lists';
import ActionBar from '@/features/mail/components/action-bar';
import { ThreadView } from '@/features/mail/components/thread-view';
import { useMailActions } from '@/features/mail/hooks/use-mail-actions';
import type { MailController } from '@/features/mail/hooks/use-mail-controller';
import { ErrorState } from '@/components/error-state';
import { IconButton } from '@/components/icon-button';
import { Skeleton } from '@/components/skeleton';

/** The open thread with its actions. */
export default function ReadingPane({ id, mail }: { id: string; mail: MailController }) {
  const thread = useQuery(threadQuery(id));
  // Asked for at once, not after the thread.
  const message = useQuery(messageQuery(id));
  useMarkRead(id, thread.data);
  const error = thread.error ?? message.error;
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-12 shrink-0 items-center gap-1 border-b border-line px-2">
        <IconButton icon={ArrowLeft} label="Back to the list" keys="u" className="lg:hidden" onClick={mail.close} />
        <ActionBar mail={mail} emails={thread.data ?? []} ownsMenus={mail.selection.ids.size === 0} />
        <div className="grow" />
        <IconButton icon={ChevronUp} label="Previous message" keys="k" className="max-md:hidden" onClick={() => mail.step(-1)} />
        <IconButton icon={ChevronDown} label="Next message" keys="j" className="max-md:hidden" onClick={() => mail.step(1)} />
      </div>
      <div key={id} className="min-h-0 grow overflow-y-auto overscroll-contain">
        {error ? (
          <ErrorState error={error} onRetry={() => void Promise.all([thread.refetch(), message.refetch()])} />
        ) : thread.data ? (
          <ThreadView emails={thread.data} openId={id} />
        ) : (
          <div role="status" aria-label="Loading" className="flex flex-col gap-4 p-6">
            <Skeleton className="h-6 w-2/3" />
            <Skeleton className="h-40" />
          </div>
        )}
      </div>
    </div>
  );
}

/** Marks the thread read when it is opened. What the user marks unread afterwards, and what arrives, stays so. */
function useMarkRead(id: string, emails: EmailSummary[] | undefined): void {
  const { flag } = useMailActions();
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (!emails || done.current === id) return;
    done.current = id;
    flag(emails, 'mark-read', true);
  }, [id, emails, flag]);
}

import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { Paperclip, Star } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { messageQuery } from '@/features/mail/api/messages';
import type { EmailSummary } from '@/features/mail/api/lists';
import { Attachments } from '@/features/mail/components/attachments';
import { MessageBody } from '@/features/mail/components/message-body';
import { MessageMenu } from '@/features/mail/components/message-menu';
import { Recipients } from '@/features/mail/components/recipients';
import { useMailActions } from '@/features/mail/hooks/use-mail-actions';
import { Avatar } from '@/components/avatar';
import { ErrorState } from '@/components/error-state';
import { IconButton } from '@/components/icon-button';
import { Skeleton } from '@/components/skeleton';
import { formatDateTime, formatFullDate, formatListDate } from '@/lib/format';

interface Props {
  email: EmailSummary;
  /** Indicates whether it is the message that was opened, to be brought into view among the others. */
  opened: boolean;
  unfolded: boolean;
  onToggle: () => void;
}

/** One message of a thread. */
export function MessageCard({ email, opened, unfolded, onToggle }: Props) {
  const card = useRef<HTMLElement>(null);
  const name = email.from_name ?? (email.from_email || 'Unknown sender');
  useEffect(() => {
    if (!opened) return;
    // With the next frame, which computes the layout in any case.
    const frame = requestAnimationFrame(() => card.current?.scrollIntoView({ block: 'start' }));
    return () => cancelAnimationFrame(frame);
  }, [opened]);
  return (
    <section ref={card} aria-label={`From ${name}`} className="scroll-mt-2 rounded-lg border border-line">
      <header className="relative flex items-start gap-3 px-3 py-2">
        <Avatar name={name} />
        <div className="min-w-0 grow text-sm">
          <button
            type="button"
            aria-expanded={unfolded}
            onClick={onToggle}
            className="block max-w-full truncate text-start before:absolute before:inset-0"
          >
            <span dir="auto" className="font-semibold">
              {name}
            </span>
            {unfolded && email.from_name && <span className="text-muted"> &lt;{email.from_email}&gt;</span>}
          </button>
          {unfolded ? (
            <Recipients id={email.id} />
          ) : (
            <p dir="auto" className="truncate text-muted">
              {email.preview}
            </p>
          )}
        </div>
        {email.has_attachments && !unfolded && <Paperclip size={14} className="mt-1 text-muted" aria-label="With attachments" />}
        <time dateTime={email.date} title={formatFullDate(email.date)} className="shrink-0 pt-0.5 text-xs text-muted">
          <span className={clsx(unfolded && 'md:hidden')}>{formatListDate(email.date)}</span>
          {unfolded && <span className="max-md:hidden">{formatDateTime(email.date)}</span>}
        </time>
        {unfolded && <Buttons email={email} />}
      </header>
      {unfolded && <Content id={email.id} />}
    </section>
  );
}

function Buttons({ email }: { email: EmailSummary }) {
  const { flag } = useMailActions();
  return (
    <div className="relative -my-1 flex">
      <IconButton
        icon={Star}
        label="Star this message"
        pressed={email.is_starred}
        className="max-md:hidden"
        onClick={() => flag([email], email.is_starred ? 'unstar' : 'star')}
      />
      <MessageMenu email={email} />
    </div>
  );
}

function Content({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(messageQuery(id));
  return (
    <div className="px-3 pb-3">
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <MessageBody email={data} />
          <Attachments email={data} />
        </>
      ) : (
        <Skeleton className="h-32" />
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { fillingQuery, isFilled } from '@/features/connect/api/connect-api';
import { buttonClasses } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { TextLink } from '@/components/link';
import { ProgressBar } from '@/components/progress-bar';
import { mailboxesQuery, nameOf } from '@/lib/mailboxes/mailboxes';

/** So many messages make a mailbox worth opening. */
const USABLE = 100;

/** The first minutes of a mailbox: how far it is, and the way to it as soon as there is something to read. */
export function Filling({ mailbox: id }: { mailbox: string }) {
  const navigate = useNavigate();
  const mailbox = useQuery(mailboxesQuery).data?.find((other) => other.id === id);
  const filling = useQuery(fillingQuery(id));
  const status = filling.data;
  const isUsable = isFilled(status) || (status?.messages_synced ?? 0) >= USABLE;
  const mustRead = mailbox?.send_error;

  useEffect(() => {
    if (isUsable && mailbox && !mustRead) void navigate({ to: '/mail', replace: true });
  }, [isUsable, mailbox, mustRead, navigate]);

  const fault = mailbox?.error ?? status?.error;
  return (
    <>
      <p className="text-sm">
        <strong className="break-all">{mailbox ? nameOf(mailbox) : 'The mailbox'}</strong> is connected. The newest messages come
        first, and you can read them while the rest arrives.
      </p>
      {filling.error && <ErrorState error={filling.error} compact onRetry={() => void filling.refetch()} />}
      <ProgressBar
        label={isFilled(status) ? 'All messages are here' : 'Reading your mail'}
        done={status?.messages_synced ?? 0}
        total={
          status && status.messages_total > 0 ? status.messages_total : isFilled(status) ? (status?.messages_synced ?? 0) : null
        }
        etaSeconds={status?.eta_seconds}
      />
      {fault && (
        <p role="alert" className="rounded-md bg-warning-soft p-2 text-sm">
          {fault} It is retried.{' '}
          <TextLink to="/settings/mailboxes" search={{ mailbox: id }}>
            Check the mailbox
          </TextLink>
        </p>
      )}
      {mustRead && (
        <p role="alert" className="rounded-md bg-warning-soft p-2 text-sm">
          Mail can be read, but not sent from it yet: {mustRead}{' '}
          <TextLink to="/settings/mailboxes" search={{ mailbox: id }}>
            Enter the server for sending
          </TextLink>
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <TextLink to="/mail" className={buttonClasses('primary', 'text-on-accent no-underline hover:no-underline')}>
          Open your mail
        </TextLink>
        <TextLink to="/connect" className={buttonClasses('secondary', 'text-ink no-underline hover:no-underline')}>
          Connect another mailbox
        </TextLink>
      </div>
    </>
  );
}

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { SendTimeDialog } from '@/components/send-time-dialog';
import type { OutgoingMail } from '@/features/outgoing/api/outgoing';
import { OutgoingDetail } from '@/features/outgoing/components/outgoing-detail';
import { canCancel, canRetry, describe, STATES } from '@/features/outgoing/hooks/states';
import { useOutgoingActions } from '@/features/outgoing/hooks/use-outgoing-actions';
import { formatCount, formatFullDate, formatListDate } from '@/lib/format';

/** A message on its way out: its state in words, what can be done, and on demand the result for each recipient. */
export function OutgoingRow({ mail }: { mail: OutgoingMail }) {
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronRight;
  const { label, tone } = STATES[mail.state];
  const others = mail.recipient_count - 1;
  return (
    <li className="border-b border-line">
      <button
        type="button"
        aria-expanded={open}
        className="flex w-full items-center gap-3 px-4 py-2 text-start text-sm hover:bg-hover max-md:flex-wrap"
        onClick={() => setOpen(!open)}
      >
        <Chevron size={16} className="shrink-0 text-muted" aria-hidden />
        <bdi className="w-48 shrink-0 truncate max-md:w-0 max-md:grow">
          {mail.recipients[0]?.address ?? ''}
          {others > 0 && ` and ${formatCount(others)} more`}
        </bdi>
        <span className="min-w-0 grow truncate font-medium max-md:order-last max-md:w-full max-md:ps-7" dir="auto">
          {mail.subject || 'No subject'}
        </span>
        {mail.bounced_at && <Badge tone="danger">Returned</Badge>}
        {mail.replied_at && <Badge tone="success">Answered</Badge>}
        <Badge tone={tone}>{label}</Badge>
        <time dateTime={mail.created_at} title={formatFullDate(mail.created_at)} className="text-xs text-muted">
          {formatListDate(mail.created_at)}
        </time>
      </button>
      <div className="flex flex-col gap-2 px-4 pb-2 ps-11 text-sm">
        <p className="text-muted">{describe(mail)}</p>
        {mail.error && mail.state !== 'sent' && (
          <p className="break-words text-danger">
            {mail.error}
            {mail.enhanced_status && !mail.error.includes(mail.enhanced_status) && ` (${mail.enhanced_status})`}
          </p>
        )}
        <OutgoingActions mail={mail} />
        {open && <OutgoingDetail id={mail.id} />}
      </div>
    </li>
  );
}

function OutgoingActions({ mail }: { mail: OutgoingMail }) {
  const actions = useOutgoingActions();
  const [busy, setBusy] = useState(false);
  const [overlay, setOverlay] = useState<'time' | 'twice' | null>(null);
  const run = async (work: (mail: OutgoingMail) => Promise<void>) => {
    setBusy(true);
    await work(mail);
    setBusy(false);
  };
  const close = () => setOverlay(null);
  if (!canCancel(mail) && !canRetry(mail)) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {mail.state === 'scheduled' && (
        <>
          <Button disabled={busy} onClick={() => setOverlay('time')}>
            Change time
          </Button>
          <Button disabled={busy} onClick={() => void run(actions.edit)}>
            Edit
          </Button>
        </>
      )}
      {canRetry(mail) && (
        <Button disabled={busy} onClick={() => (mail.state === 'unknown' ? setOverlay('twice') : void run(actions.retry))}>
          {mail.state === 'queued' ? 'Send now' : 'Send again'}
        </Button>
      )}
      {canCancel(mail) && (
        <Button disabled={busy} onClick={() => void run(actions.cancel)}>
          Cancel sending
        </Button>
      )}
      {overlay === 'time' && (
        <SendTimeDialog
          title="Change the time"
          action="Change time"
          timezone={mail.timezone}
          onClose={close}
          onChoose={(time) => actions.reschedule(mail, time)}
        />
      )}
      <ConfirmDialog
        open={overlay === 'twice'}
        onOpenChange={close}
        title="Send it again?"
        description="It may have arrived already, and would then arrive twice. That cannot be undone."
        action="Send again"
        onConfirm={() => actions.retry(mail)}
      />
    </div>
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { Select } from '@/components/select';
import { SendTimePreview } from '@/components/send-time-preview';
import { toApiError } from '@/lib/api/api-error';
import { listZones, ownZone, sendTimeQuery, type SendTime } from '@/lib/send-times';
import { useSubmit } from '@/lib/use-submit';

const PRESETS = ['in 2 hours', 'this evening', 'tomorrow morning', 'tomorrow afternoon', 'next monday 9:00'];
const PAUSE = 250;

interface Props {
  title: string;
  action: string;
  onClose: () => void;
  onChoose: (time: SendTime) => Promise<unknown>;
  /** The zone at the beginning; that of the browser when absent. */
  timezone?: string | null;
  /** Offers not to send if a reply arrives before; for replies. */
  offersNoReply?: boolean;
}

/** Asks when a message is to be sent: by words, by a time, in any zone; shows the moment that is meant. */
export function SendTimeDialog({ title, action, onClose, onChoose, timezone, offersNoReply = false }: Props) {
  const [text, setText] = useState('tomorrow morning');
  const [zone, setZone] = useState(timezone ?? ownZone());
  const [noReply, setNoReply] = useState(false);
  const settled = useSettled(text.trim());
  const resolved = useQuery({
    ...sendTimeQuery(settled, zone),
    enabled: settled !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });
  const submission = useSubmit(['send_at', 'timezone']);
  const refusal = resolved.error ? toApiError(resolved.error) : null;
  const isCurrent = settled === text.trim() && resolved.isSuccess && !resolved.isPlaceholderData;

  const choose = async () => {
    if (await submission.run(() => onChoose({ send_at: text.trim(), timezone: zone, if_no_reply: noReply }))) onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" busy={submission.busy} disabled={submission.busy || !isCurrent} onClick={() => void choose()}>
            {action}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isCurrent) void choose();
        }}
      >
        <div className="flex flex-wrap gap-2">
          {PRESETS.map((preset) => (
            <Button key={preset} aria-pressed={text === preset} onClick={() => setText(preset)}>
              {preset}
            </Button>
          ))}
        </div>
        <Field
          label="When"
          hint='Such as "friday 14:30", "in 3 days at 9:00" or "2027-01-31 09:00".'
          error={
            submission.errorOf('send_at') ??
            (refusal?.status === 400 || refusal?.status === 422 ? sayRefusal(refusal.errors, refusal.detail) : undefined)
          }
        >
          <Input autoFocus value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
        <Field label="Or by date and time">
          <Input type="datetime-local" value={asLocal(text)} onChange={(event) => setText(event.target.value)} />
        </Field>
        <Field label="Time zone" error={submission.errorOf('timezone')}>
          <Select
            value={zone}
            options={listZones().map((name) => ({ value: name, label: name.replaceAll('_', ' ') }))}
            onChange={(event) => setZone(event.target.value)}
          />
        </Field>
        {offersNoReply && (
          <Checkbox
            label="Only if no reply arrives before"
            checked={noReply}
            onCheckedChange={(checked) => setNoReply(checked === true)}
          />
        )}
        {resolved.data && !refusal && <SendTimePreview time={resolved.data} zone={zone} />}
        {submission.error && <ErrorState error={submission.error} compact />}
      </form>
    </Dialog>
  );
}

const sayRefusal = (errors: Readonly<Record<string, readonly string[]>>, detail: string) =>
  Object.values(errors).flat().join(' ') || detail;

/** Returns a text as the field of date and time takes it; empty for words. */
const asLocal = (text: string) =>
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text.trim()) ? text.trim().slice(0, 16).replace(' ', 'T') : '';

/** Returns a text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

import { useState } from 'react';
import { replay, type ReplayRequest, type Webhook } from '@/features/webhooks/api/webhook-api';
import { replayOf, type ReplayForm, type ReplayKind } from '@/features/webhooks/hooks/replay-request';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { Select } from '@/components/select';
import { formatCount } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  webhook: Webhook;
  /** Deliveries that are selected in the list. */
  ids: readonly string[];
  onChanged: () => void;
  onClose: () => void;
}

/** Delivers events again: those that are selected, those of a period, or those after a position. */
export function ReplayDialog({ webhook, ids, onChanged, onClose }: Props) {
  const submission = useSubmit(['from', 'to', 'after', 'ids']);
  const [form, setForm] = useState<ReplayForm>({ kind: ids.length > 0 ? 'ids' : 'from', from: '', to: '', after: '' });
  const [missing, setMissing] = useState<{ field: string; reason: string } | null>(null);
  const [done, setDone] = useState<{ count: number; next: ReplayRequest | null } | null>(null);
  const change = (changes: Partial<ReplayForm>) => setForm({ ...form, ...changes });
  const errorOf = (field: string) => (missing?.field === field ? missing.reason : submission.errorOf(field));
  const kinds: { value: ReplayKind; label: string }[] = [
    { value: 'from', label: 'Events of a period' },
    { value: 'after', label: 'Events after a position' },
  ];
  if (ids.length > 0) kinds.unshift({ value: 'ids', label: `The selected deliveries (${formatCount(ids.length)})` });

  const run = async (request: ReplayRequest) => {
    const { count, next_after } = await replay(webhook.id, request);
    setDone({ count, next: next_after === null ? null : { after: next_after, to: request.to } });
    onChanged();
  };
  const start = async () => {
    const result = replayOf(form, ids);
    setMissing('field' in result ? result : null);
    if ('request' in result) await run(result.request);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Deliver again"
      description="Under the same webhook-id. New events do not wait for it."
      actions={
        done && (
          <>
            <Button onClick={onClose}>Close</Button>
            {done.next && (
              <Button look="primary" busy={submission.busy} onClick={() => void submission.run(() => run(done.next ?? {}))}>
                Continue
              </Button>
            )}
          </>
        )
      }
    >
      {done ? (
        <>
          <p role="status" className="text-sm">
            {formatCount(done.count)} events are delivered again.
            {done.next && ' There are more; continue when these are delivered.'}
          </p>
          {submission.error && <ErrorState error={submission.error} compact />}
        </>
      ) : (
        <Form submission={submission} action="Deliver again" onSubmit={start} onCancel={onClose}>
          <Field label="Which" error={errorOf('ids')}>
            <Select value={form.kind} options={kinds} onChange={(event) => change({ kind: event.target.value as ReplayKind })} />
          </Field>
          {form.kind === 'from' && (
            <Field label="From" error={errorOf('from')}>
              <Input type="datetime-local" value={form.from} onChange={(event) => change({ from: event.target.value })} />
            </Field>
          )}
          {form.kind === 'after' && (
            <Field
              label="After the position"
              hint="The seq of the last event that is not wanted; 0 for all."
              error={errorOf('after')}
            >
              <Input inputMode="numeric" value={form.after} onChange={(event) => change({ after: event.target.value })} />
            </Field>
          )}
          {form.kind !== 'ids' && (
            <Field label="Until" hint="Left empty: up to now." error={errorOf('to')}>
              <Input type="datetime-local" value={form.to} onChange={(event) => change({ to: event.target.value })} />
            </Field>
          )}
        </Form>
      )}
    </Dialog>
  );
}

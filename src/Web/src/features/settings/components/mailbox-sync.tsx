import { changeMailbox, type Health } from '@/features/settings/api/mailbox-api';
import { Field } from '@/components/field';
import { ErrorState } from '@/components/error-state';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import { Switch } from '@/components/switch';
import type { Schemas } from '@/lib/api/types';
import { PROVIDER_NAMES, type Mailbox } from '@/lib/mailboxes/mailboxes';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  mailbox: Mailbox;
  pushes: NonNullable<Health['pushes']>;
  onChanged: () => void;
}

/** How new mail is noticed, for providers that push. */
export function MailboxSync({ mailbox, pushes, onChanged }: Props) {
  const submission = useSubmit();
  const change = (body: Schemas['ConnectionRequest']) =>
    void submission.run(() => changeMailbox(mailbox.id, body)).then((done) => done && onChanged());
  return (
    <PageSection title="New mail">
      {submission.error && <ErrorState error={submission.error} compact />}
      <Switch
        label="Push"
        hint={`${PROVIDER_NAMES[mailbox.provider]} reports new mail at once. Without it, the mailbox is polled.`}
        checked={pushes.active || pushes.error !== null}
        disabled={submission.busy}
        onCheckedChange={(push) => change({ push })}
      />
      <Field label="Polling">
        <Select
          defaultValue=""
          disabled={submission.busy}
          onChange={(event) => change({ poll_mode: event.target.value as Schemas['PollMode'] })}
          options={[
            { value: '', label: 'Choose how often ...', disabled: true },
            { value: 'fast', label: 'Fast' },
            { value: 'normal', label: 'Normal' },
            { value: 'slow', label: 'Slow' },
          ]}
        />
      </Field>
    </PageSection>
  );
}

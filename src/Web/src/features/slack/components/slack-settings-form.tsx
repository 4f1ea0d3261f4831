import { useState } from 'react';
import { configureSlack, type Slack } from '@/features/slack/api/slack-api';
import { formOf, hasOwnRules, PRIORITIES, settingsOf, type SlackForm } from '@/features/slack/hooks/slack-form';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { Select } from '@/components/select';
import { Switch } from '@/components/switch';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  slack: Slack | null;
  onSaved: (slack: Slack) => void;
}

export function SlackSettingsForm({ slack, onSaved }: Props) {
  const [form, setForm] = useState(() => formOf(slack));
  const submission = useSubmit(['webhook_url', 'rules[0].senders', 'quiet_hours.from', 'quiet_hours.to']);
  const change = (changes: Partial<SlackForm>) => setForm({ ...form, ...changes });
  const save = async () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    onSaved(await configureSlack(settingsOf(form, slack, zone)));
    setForm((saved) => ({ ...saved, url: '' }));
  };
  return (
    <Form
      submission={submission}
      action={slack ? 'Save and post a test' : 'Connect and post a test'}
      onSubmit={save}
      onDone={() => showToast({ text: 'Slack accepted the test message.', tone: 'success', duration: 10_000 })}
    >
      <Field
        label="Address of the incoming webhook"
        hint={slack ? 'Leave it empty to keep the stored one.' : 'In Slack: Apps, Incoming Webhooks. It names the channel.'}
        error={submission.errorOf('webhook_url')}
      >
        <Input
          type="url"
          autoComplete="off"
          placeholder="https://hooks.slack.com/services/..."
          value={form.url}
          onChange={(event) => change({ url: event.target.value })}
        />
      </Field>
      {hasOwnRules(slack) ? (
        <p className="text-sm text-muted">Its rules were set by a program, and stay as they are.</p>
      ) : (
        <>
          <Field label="Post">
            <Select
              options={PRIORITIES}
              value={form.minPriority}
              onChange={(event) => change({ minPriority: event.target.value })}
            />
          </Field>
          <Field
            label="Only from"
            hint="Addresses or domains, separated by commas. Empty for all senders."
            error={submission.errorOf('rules[0].senders')}
          >
            <Input value={form.senders} onChange={(event) => change({ senders: event.target.value })} />
          </Field>
        </>
      )}
      <div className="grid grid-cols-2 gap-2">
        <Field label="Quiet from" hint="Empty for never." error={submission.errorOf('quiet_hours.from')}>
          <Input type="time" value={form.quietFrom} onChange={(event) => change({ quietFrom: event.target.value })} />
        </Field>
        <Field label="until" error={submission.errorOf('quiet_hours.to')}>
          <Input type="time" value={form.quietTo} onChange={(event) => change({ quietTo: event.target.value })} />
        </Field>
      </div>
      <Switch
        label="Show the beginning of the text"
        hint="Everyone in the channel can read it."
        checked={form.preview}
        onCheckedChange={(preview) => change({ preview })}
      />
    </Form>
  );
}

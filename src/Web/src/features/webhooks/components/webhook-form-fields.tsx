import { ChoiceList } from '@/features/webhooks/components/choice-list';
import { EventTypeChoice } from '@/features/webhooks/components/event-type-choice';
import { FilterFields } from '@/features/webhooks/components/filter-fields';
import type { WebhookForm } from '@/features/webhooks/hooks/webhook-form';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Input, TextArea } from '@/components/input';
import { Switch } from '@/components/switch';
import type { Submission } from '@/lib/use-submit';

export const FIELDS = [
  'url',
  'description',
  'event_types',
  'filter.connection_ids',
  'filter.label_ids',
  'filter.sender_domains',
  'include',
  'headers',
];

const PARTS = [
  { value: 'headers', label: 'Subject, sender, recipients and date' },
  { value: 'text', label: 'Text, up to 65,536 characters' },
];

interface Props {
  form: WebhookForm;
  change: (changes: Partial<WebhookForm>) => void;
  submission: Submission;
  isNew: boolean;
}

export function WebhookFormFields({ form, change, submission, isNew }: Props) {
  return (
    <>
      <Field label="Address" hint="Receives the events by POST, over HTTPS." error={submission.errorOf('url')}>
        <Input
          type="url"
          value={form.url}
          autoComplete="off"
          autoFocus={isNew}
          onChange={(event) => change({ url: event.target.value })}
        />
      </Field>
      <Field label="Note" hint="Its purpose, such as the program that receives it." error={submission.errorOf('description')}>
        <Input value={form.description} autoComplete="off" onChange={(event) => change({ description: event.target.value })} />
      </Field>
      <EventTypeChoice
        chosen={form.eventTypes}
        onChange={(eventTypes) => change({ eventTypes })}
        error={submission.errorOf('event_types')}
      />
      <FilterFields form={form} change={change} submission={submission} />
      <ChoiceList
        legend="Parts of messages to include (none chosen: ids and flags only)"
        options={PARTS}
        chosen={form.include}
        onChange={(include) => change({ include })}
        error={submission.errorOf('include')}
      />
      {form.headers === null ? (
        <div className="flex flex-wrap items-center gap-2 text-sm">
          <span>Header fields are added to each request; their values are not shown.</span>
          <Button onClick={() => change({ headers: '' })}>Replace</Button>
        </div>
      ) : (
        <Field
          label="Header fields"
          hint="One a line, such as Authorization: Bearer abc. They are stored encrypted."
          error={submission.errorOf('headers')}
        >
          <TextArea
            value={form.headers}
            className="font-mono"
            spellCheck={false}
            onChange={(event) => change({ headers: event.target.value })}
          />
        </Field>
      )}
      {isNew && (
        <Switch
          label="Also sign with a public key"
          hint="ed25519: the receiver needs no secret to verify."
          checked={form.asymmetric}
          onCheckedChange={(asymmetric) => change({ asymmetric })}
        />
      )}
    </>
  );
}

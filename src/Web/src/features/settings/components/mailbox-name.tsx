import { changeMailbox } from '@/features/settings/api/mailbox-api';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { PageSection } from '@/components/page-section';
import type { Mailbox } from '@/lib/mailboxes/mailboxes';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

export function MailboxName({ mailbox, onChanged }: { mailbox: Mailbox; onChanged: () => void }) {
  const submission = useSubmit(['display_name']);
  return (
    <PageSection title="Name">
      <Form
        submission={submission}
        action="Save"
        onSubmit={({ display_name = '' }) => changeMailbox(mailbox.id, { display_name })}
        onDone={() => {
          onChanged();
          showToast({ text: 'The name is saved.', tone: 'success', duration: 10_000 });
        }}
      >
        <Field
          label="Name in the list of mailboxes"
          hint="Left empty, it is the address."
          error={submission.errorOf('display_name')}
        >
          <Input name="display_name" defaultValue={mailbox.display_name ?? ''} placeholder={mailbox.email} />
        </Field>
      </Form>
    </PageSection>
  );
}

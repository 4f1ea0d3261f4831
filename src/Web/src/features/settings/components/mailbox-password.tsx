import { useState } from 'react';
import { changeMailbox } from '@/features/settings/api/mailbox-api';
import { AdviceBox } from '@/components/advice-box';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { PageSection } from '@/components/page-section';
import { ProviderButton } from '@/components/provider-button';
import { adviceFor } from '@/lib/mailboxes/connect-advice';
import { PROVIDER_NAMES, type Mailbox } from '@/lib/mailboxes/mailboxes';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

/** The password at the mail server, which is tried before it replaces the old one; or a new sign-in with the provider. */
export function MailboxPassword({ mailbox, onChanged }: { mailbox: Mailbox; onChanged: () => void }) {
  const submission = useSubmit(['password']);
  const [changes, setChanges] = useState(0);
  const { error } = submission;
  if (!mailbox.imap) {
    return mailbox.owned ? (
      <PageSection title="Sign-in" description={`You sign in to this mailbox with ${PROVIDER_NAMES[mailbox.provider]}.`}>
        <ProviderButton provider={mailbox.provider} label="Sign in again" />
      </PageSection>
    ) : null;
  }
  const { host, username } = mailbox.imap;
  return (
    <PageSection title="Password" description={`For ${username} at ${host}. It is tried before it is stored.`}>
      <Form
        key={changes}
        submission={{ ...submission, error: null }}
        action="Change password"
        onSubmit={({ password = '' }) => changeMailbox(mailbox.id, { password })}
        onDone={() => {
          setChanges(changes + 1);
          onChanged();
          showToast({ text: 'The mail server accepts the new password.', tone: 'success', duration: 10_000 });
        }}
      >
        <Field label="New password of the mailbox" error={submission.errorOf('password')}>
          <Input id="mailbox-password" name="password" type="password" autoComplete="off" />
        </Field>
        {error && <AdviceBox error={error} advice={adviceFor(error, { notes: [], host })} />}
      </Form>
    </PageSection>
  );
}

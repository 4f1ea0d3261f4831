import { resendVerification, saveProfile } from '@/features/settings/api/account-api';
import { DeleteAccount } from '@/features/settings/components/delete-account';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { useUser } from '@/lib/session/session-store';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

const NOTE = 10_000;

export default function ProfilePage() {
  return (
    <>
      <PageHeader title="Profile" />
      <Names />
      <Address />
      <DeleteAccount />
    </>
  );
}

function Names() {
  const user = useUser();
  const submission = useSubmit(['first_name', 'last_name']);
  return (
    <PageSection title="Name" description="Other members of your organizations see it.">
      <Form
        submission={submission}
        action="Save"
        onSubmit={({ first_name = '', last_name = '' }) => saveProfile({ first_name, last_name })}
        onDone={() => showToast({ text: 'Your name is saved.', tone: 'success', duration: NOTE })}
      >
        <div className="grid grid-cols-2 gap-2">
          <Field label="First name" error={submission.errorOf('first_name')}>
            <Input name="first_name" autoComplete="given-name" defaultValue={user.first_name ?? ''} />
          </Field>
          <Field label="Last name" error={submission.errorOf('last_name')}>
            <Input name="last_name" autoComplete="family-name" defaultValue={user.last_name ?? ''} />
          </Field>
        </div>
      </Form>
    </PageSection>
  );
}

function Address() {
  const { email, email_verified } = useUser();
  const submission = useSubmit();
  if (email === null) return null;
  const resend = async () => {
    if (await submission.run(() => resendVerification(email)))
      showToast({ text: `A link was requested for ${email}. Open it to verify the address.`, duration: NOTE });
  };
  return (
    <PageSection title="Address" description="You sign in with it. It is independent of your mailboxes.">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <span className="break-all">{email}</span>
        {email_verified ? <Badge tone="success">Verified</Badge> : <Badge tone="warning">Not verified</Badge>}
      </p>
      {submission.error && <ErrorState error={submission.error} compact />}
      {!email_verified && (
        <div>
          <Button busy={submission.busy} onClick={() => void resend()}>
            Send a link to verify it
          </Button>
        </div>
      )}
    </PageSection>
  );
}

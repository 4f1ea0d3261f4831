import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { acceptInvitation } from '@/features/auth/api/auth-api';
import { AuthPage } from '@/features/auth/components/auth-page';
import { CheckYourMail } from '@/features/auth/components/check-your-mail';
import { RegistrationForm } from '@/features/auth/components/registration-form';
import { SignInForm } from '@/features/auth/components/sign-in-form';
import { useLinkToken } from '@/features/auth/hooks/use-link-token';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { TextLink } from '@/components/link';
import { useSession } from '@/lib/session/session-store';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

/** Accepts an invitation to an organization: for visitors after they have an account. */
export default function AcceptInvitationPage() {
  const token = useLinkToken();
  const session = useSession();
  const navigate = useNavigate();
  const submission = useSubmit();
  const [hasAccount, setHasAccount] = useState(false);
  const [mailedTo, setMailedTo] = useState<string | null>(null);

  const accept = async () => {
    const done = await submission.run(async () => {
      const organization = await acceptInvitation(token ?? '');
      showToast({ text: `You are now a member of ${organization.name}.`, tone: 'success', duration: 10_000 });
    });
    if (done) void navigate({ to: '/mail', replace: true });
  };

  if (!token) {
    return (
      <AuthPage
        title="This link is not complete"
        description="Open the link in the invitation again."
        footer={<TextLink to="/">Go to your mail</TextLink>}
      />
    );
  }
  if (session.status === 'signed-in') {
    return (
      <AuthPage
        title="Accept the invitation"
        description={`You are signed in as ${session.user.email ?? 'a user without an address'}.`}
      >
        {submission.error && <ErrorState error={submission.error} compact />}
        <Button look="primary" busy={submission.busy} onClick={() => void accept()}>
          Join the organization
        </Button>
      </AuthPage>
    );
  }
  if (mailedTo) {
    return (
      <AuthPage title="Check your mail" description="After that, open the invitation again.">
        <CheckYourMail email={mailedTo} />
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title={hasAccount ? 'Sign in to join' : 'Create an account to join'}
      description="Use the address that was invited."
      footer={
        <Button look="quiet" onClick={() => setHasAccount(!hasAccount)}>
          {hasAccount ? 'Create an account instead' : 'I have an account'}
        </Button>
      }
    >
      {hasAccount ? <SignInForm /> : <RegistrationForm invitation={token} onOpened={() => undefined} onMailed={setMailedTo} />}
    </AuthPage>
  );
}

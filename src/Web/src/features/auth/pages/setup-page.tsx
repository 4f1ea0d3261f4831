import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { claimSetup, findSetup } from '@/features/auth/api/auth-api';
import { AuthPage } from '@/features/auth/components/auth-page';
import { CheckYourMail } from '@/features/auth/components/check-your-mail';
import { RegistrationForm } from '@/features/auth/components/registration-form';
import { SignInForm } from '@/features/auth/components/sign-in-form';
import { useLinkToken } from '@/features/auth/hooks/use-link-token';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { TextLink } from '@/components/link';
import { refreshSession } from '@/lib/session/session';
import { useSession } from '@/lib/session/session-store';
import { useSubmit } from '@/lib/use-submit';

/** Makes the holder of the set-up link the first administrator: first an account, then one click. */
export default function SetupPage() {
  const token = useLinkToken();
  const session = useSession();
  const navigate = useNavigate();
  const submission = useSubmit();
  const [hasAccount, setHasAccount] = useState(false);
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const offer = useQuery({ queryKey: ['setup', token], queryFn: () => findSetup(token ?? ''), enabled: token !== null });

  const claim = async () => {
    const done = await submission.run(async () => {
      await claimSetup(token ?? '');
      // The new role is part of the session.
      if (session.status === 'signed-in') await refreshSession(session.token);
    });
    if (done) void navigate({ to: '/admin', replace: true });
  };

  if (!token || offer.error) {
    return (
      <AuthPage
        title="This set-up link is not valid"
        description="It is single-use, and valid for a day while there is no administrator. ./run prints a new one at each start."
        footer={<TextLink to="/">Go to your mail</TextLink>}
      >
        {offer.error && <ErrorState error={offer.error} compact />}
      </AuthPage>
    );
  }
  if (session.status === 'signed-in') {
    return (
      <AuthPage
        title="Become the administrator"
        description={`Your account ${session.user.email ?? ''} will manage users and settings of this instance.`}
      >
        {submission.error && <ErrorState error={submission.error} compact />}
        <Button look="primary" busy={submission.busy} onClick={() => void claim()}>
          Become the administrator
        </Button>
      </AuthPage>
    );
  }
  if (mailedTo) {
    return (
      <AuthPage title="Check your mail" description="After that, open the set-up link again.">
        <CheckYourMail email={mailedTo} />
      </AuthPage>
    );
  }
  return (
    <AuthPage
      title="Welcome to EmailAgent"
      description="There is no administrator yet. Create the account that will be it."
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

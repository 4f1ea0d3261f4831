import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { AuthPage } from '@/features/auth/components/auth-page';
import { SignInForm } from '@/features/auth/components/sign-in-form';
import { useAfterSignIn } from '@/features/auth/hooks/use-after-sign-in';
import { TextLink } from '@/components/link';
import { useSession } from '@/lib/session/session-store';

export default function SignInPage() {
  const session = useSession();
  const enter = useAfterSignIn();
  const { next } = useSearch({ strict: false }) as { next?: string };

  useEffect(() => {
    if (session.status === 'signed-in') enter();
  }, [session.status, enter]);

  const ended = session.status === 'signed-out' && session.reason === 'ended';
  return (
    <AuthPage
      title="Sign in"
      description={ended ? 'Your session has ended. Sign in to continue where you were.' : undefined}
      footer={
        <>
          <TextLink to="/register" search={{ next }}>
            Create an account
          </TextLink>
          <TextLink to="/reset-password">Forgot your password?</TextLink>
        </>
      }
    >
      <SignInForm />
    </AuthPage>
  );
}

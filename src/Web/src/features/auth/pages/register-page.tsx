import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { AuthPage } from '@/features/auth/components/auth-page';
import { CheckYourMail } from '@/features/auth/components/check-your-mail';
import { RegistrationForm } from '@/features/auth/components/registration-form';
import { useAfterSignIn } from '@/features/auth/hooks/use-after-sign-in';
import { TextLink } from '@/components/link';

export default function RegisterPage() {
  const enter = useAfterSignIn();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const signIn = (
    <TextLink to="/sign-in" search={{ next }}>
      Sign in instead
    </TextLink>
  );
  if (mailedTo) {
    return (
      <AuthPage title="Check your mail" footer={signIn}>
        <CheckYourMail email={mailedTo} />
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Create an account" footer={signIn}>
      <RegistrationForm invitation={null} onOpened={enter} onMailed={setMailedTo} />
    </AuthPage>
  );
}

import { useState } from 'react';
import { requestReset, resetPassword } from '@/features/auth/api/auth-api';
import { AuthForm } from '@/features/auth/components/auth-form';
import { AuthPage } from '@/features/auth/components/auth-page';
import { useLinkToken } from '@/features/auth/hooks/use-link-token';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { TextLink } from '@/components/link';
import { useSubmit } from '@/lib/use-submit';

/** Asks for a link by mail; opened by that link, it asks for the new password. */
export default function ResetPasswordPage() {
  const token = useLinkToken();
  return token === null ? <Request /> : <NewPassword token={token} />;
}

const signIn = <TextLink to="/sign-in">Sign in</TextLink>;

function Request() {
  const submission = useSubmit(['email']);
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  if (mailedTo) {
    return (
      <AuthPage title="Check your mail" footer={signIn}>
        <p className="text-sm">
          If <strong className="break-all">{mailedTo}</strong> has an account, it receives a link within a few minutes, valid for
          an hour.
        </p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Reset your password" description="We send you a link to choose a new one." footer={signIn}>
      <AuthForm
        submission={submission}
        action="Send the link"
        onSubmit={async ({ email = '' }) => {
          await requestReset(email);
          setMailedTo(email);
        }}
      >
        <Field label="Email address" error={submission.errorOf('email')}>
          <Input name="email" type="email" autoComplete="username" autoFocus required />
        </Field>
      </AuthForm>
    </AuthPage>
  );
}

function NewPassword({ token }: { token: string }) {
  const submission = useSubmit(['password']);
  const [done, setDone] = useState(false);
  if (done)
    return (
      <AuthPage
        title="Your password is changed"
        description="All other sessions have ended. Sign in with the new one."
        footer={signIn}
      />
    );
  return (
    <AuthPage title="Choose a new password" footer={<TextLink to="/reset-password">Request another link</TextLink>}>
      <AuthForm
        submission={submission}
        action="Change password"
        onSubmit={async ({ password = '' }) => {
          await resetPassword(token, password);
          setDone(true);
        }}
      >
        <Field label="New password" hint="At least 8 characters." error={submission.errorOf('password')}>
          <Input name="password" type="password" autoComplete="new-password" autoFocus required />
        </Field>
      </AuthForm>
    </AuthPage>
  );
}

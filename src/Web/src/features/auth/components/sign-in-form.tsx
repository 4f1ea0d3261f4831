import { useState } from 'react';
import { logIn, type NextStep } from '@/features/auth/api/auth-api';
import { AuthForm } from '@/features/auth/components/auth-form';
import { CheckYourMail } from '@/features/auth/components/check-your-mail';
import { CodeForm } from '@/features/auth/components/code-form';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { useSubmit } from '@/lib/use-submit';

/** Opens a session by password and, where the account has one, a second factor. */
export function SignInForm() {
  const submission = useSubmit(['email', 'password']);
  const [step, setStep] = useState<NextStep>(null);
  const [email, setEmail] = useState('');

  if (step?.kind === 'code') return <CodeForm challenge={step.challenge} onRestart={() => setStep(null)} />;
  return (
    <>
      <AuthForm
        submission={submission}
        action="Sign in"
        onSubmit={async (values) => {
          setEmail(values.email ?? '');
          setStep(await logIn(values.email ?? '', values.password ?? ''));
        }}
      >
        <Field label="Email address" error={submission.errorOf('email')}>
          <Input name="email" type="email" autoComplete="username" defaultValue={email} autoFocus required />
        </Field>
        <Field label="Password" error={submission.errorOf('password')}>
          <Input name="password" type="password" autoComplete="current-password" required />
        </Field>
      </AuthForm>
      {submission.error?.code === 'email_not_verified' && <CheckYourMail email={email} />}
    </>
  );
}

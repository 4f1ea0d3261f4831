import { sendCode } from '@/features/auth/api/auth-api';
import { AuthForm } from '@/features/auth/components/auth-form';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { useSubmit } from '@/lib/use-submit';

/** Asks for the code of the second factor, which opens the session. */
export function CodeForm({ challenge, onRestart }: { challenge: string; onRestart: () => void }) {
  const submission = useSubmit(['code']);
  return (
    <>
      <p className="text-sm text-muted">Your account is protected by a second factor.</p>
      <AuthForm
        submission={submission}
        action="Continue"
        onSubmit={({ code = '' }) => sendCode(challenge, code.replace(/\s/g, ''))}
      >
        <Field
          label="Code"
          hint="Six digits from your authenticator app, or one of your recovery codes."
          error={submission.errorOf('code')}
        >
          <Input name="code" autoComplete="one-time-code" autoCapitalize="off" spellCheck={false} autoFocus />
        </Field>
      </AuthForm>
      {/* The challenge is valid for five minutes. */}
      {submission.error?.code === 'invalid_token' && <Button onClick={onRestart}>Start again</Button>}
    </>
  );
}

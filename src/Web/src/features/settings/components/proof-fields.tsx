import { useQuery } from '@tanstack/react-query';
import { secondFactorQuery } from '@/features/settings/api/account-api';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import type { Submission } from '@/lib/use-submit';

/** The password and, where there is a second factor, a code. Their names are those of the request. */
export function ProofFields({ submission }: { submission: Submission }) {
  const hasSecondFactor = useQuery(secondFactorQuery).data?.enabled ?? false;
  const { error } = submission;
  return (
    <>
      <Field
        label="Your password"
        hint="That of your account here. Leave it empty if you sign in without one."
        error={error?.code === 'wrong_password' ? 'This is not your password.' : submission.errorOf('password')}
      >
        <Input name="password" type="password" autoComplete="current-password" autoFocus />
      </Field>
      {hasSecondFactor && (
        <Field
          label="Code"
          hint="Six digits from your authenticator app, or one of your recovery codes."
          error={
            error?.code === 'wrong_code'
              ? 'The code is wrong or was used before. Wait for the next one.'
              : submission.errorOf('code')
          }
        >
          <Input name="code" autoComplete="one-time-code" autoCapitalize="off" spellCheck={false} />
        </Field>
      )}
    </>
  );
}

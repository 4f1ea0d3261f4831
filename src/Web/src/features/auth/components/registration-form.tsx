import { register } from '@/features/auth/api/auth-api';
import { AuthForm } from '@/features/auth/components/auth-form';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  /** The token of an invitation or of the set-up link, which allows registration in every mode. */
  invitation: string | null;
  onOpened: () => void;
  onMailed: (email: string) => void;
}

export function RegistrationForm({ invitation, onOpened, onMailed }: Props) {
  const submission = useSubmit(['email', 'password', 'first_name', 'last_name']);
  return (
    <AuthForm
      submission={submission}
      action="Create account"
      onSubmit={async ({ email = '', password = '', first_name, last_name }) => {
        const step = await register({
          email,
          password,
          first_name: first_name || null,
          last_name: last_name || null,
          invitation,
        });
        if (step === null) onOpened();
        else onMailed(email);
      }}
    >
      <div className="grid grid-cols-2 gap-2">
        <Field label="First name" error={submission.errorOf('first_name')}>
          <Input name="first_name" autoComplete="given-name" />
        </Field>
        <Field label="Last name" error={submission.errorOf('last_name')}>
          <Input name="last_name" autoComplete="family-name" />
        </Field>
      </div>
      <Field label="Email address" error={submission.errorOf('email')}>
        <Input name="email" type="email" autoComplete="username" required />
      </Field>
      <Field
        label="Password"
        hint="At least 8 characters. A few random words are easy to remember and hard to guess."
        error={submission.errorOf('password')}
      >
        <Input name="password" type="password" autoComplete="new-password" required />
      </Field>
    </AuthForm>
  );
}

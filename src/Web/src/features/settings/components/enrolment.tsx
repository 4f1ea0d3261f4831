import { lazy, Suspense, useState } from 'react';
import { confirmSecret, createSecret } from '@/features/settings/api/account-api';
import { RecoveryCodes } from '@/features/settings/components/recovery-codes';
import { CopyField } from '@/components/copy-field';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { Skeleton } from '@/components/skeleton';
import type { Schemas } from '@/lib/api/types';
import { useSubmit } from '@/lib/use-submit';

const QrCode = lazy(() => import('@/features/settings/components/qr-code'));

/** Turns the second factor on: the password, the secret with a code as proof, then the recovery codes. */
export function Enrolment({ onDone }: { onDone: () => void }) {
  const [secret, setSecret] = useState<Schemas['SecondFactorSecret'] | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return secret ? <Secret secret={secret} onConfirmed={setCodes} /> : <Password onSecret={setSecret} />;
}

function Password({ onSecret }: { onSecret: (secret: Schemas['SecondFactorSecret']) => void }) {
  const submission = useSubmit(['password']);
  return (
    <Form
      submission={submission}
      action="Continue"
      onSubmit={async ({ password = '' }) => onSecret(await createSecret(password))}
    >
      <Field
        label="Your password"
        error={submission.error?.code === 'wrong_password' ? 'This is not your password.' : submission.errorOf('password')}
      >
        <Input name="password" type="password" autoComplete="current-password" autoFocus />
      </Field>
    </Form>
  );
}

interface SecretProps {
  secret: Schemas['SecondFactorSecret'];
  onConfirmed: (codes: readonly string[]) => void;
}

function Secret({ secret, onConfirmed }: SecretProps) {
  const submission = useSubmit(['code']);
  return (
    <Form
      submission={submission}
      action="Turn on"
      onSubmit={async ({ code = '' }) => onConfirmed((await confirmSecret(code.replace(/\s/g, ''))).recovery_codes)}
    >
      <p className="text-sm">Scan the picture with your authenticator app, or type the secret into it.</p>
      <Suspense fallback={<Skeleton className="size-48" />}>
        <QrCode text={secret.otpauth_uri} label="QR code of the secret below" />
      </Suspense>
      <CopyField label="Secret" value={secret.secret} />
      <Field
        label="Code"
        hint="The six digits that the app shows now."
        error={
          submission.error?.code === 'wrong_code'
            ? 'The code is wrong. Check the clock of your phone.'
            : submission.errorOf('code')
        }
      >
        <Input name="code" inputMode="numeric" autoComplete="one-time-code" autoFocus />
      </Field>
    </Form>
  );
}

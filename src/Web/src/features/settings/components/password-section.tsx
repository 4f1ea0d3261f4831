import { useState } from 'react';
import { changePassword } from '@/features/settings/api/account-api';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { PageSection } from '@/components/page-section';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

export function PasswordSection() {
  const submission = useSubmit(['current_password', 'new_password']);
  const [changes, setChanges] = useState(0);
  return (
    <PageSection title="Password" description="A new password ends all other sessions.">
      <Form
        key={changes}
        submission={submission}
        action="Change password"
        onSubmit={({ current_password = '', new_password = '' }) => changePassword({ current_password, new_password })}
        onDone={() => {
          setChanges(changes + 1);
          showToast({
            text: 'Your password is changed.',
            detail: 'All other sessions have ended.',
            tone: 'success',
            duration: 10_000,
          });
        }}
      >
        <Field
          label="Current password"
          error={
            submission.error?.code === 'wrong_password' ? 'This is not your password.' : submission.errorOf('current_password')
          }
        >
          <Input name="current_password" type="password" autoComplete="current-password" />
        </Field>
        <Field
          label="New password"
          hint="A few random words are easy to remember and hard to guess."
          error={submission.errorOf('new_password')}
        >
          <Input name="new_password" type="password" autoComplete="new-password" />
        </Field>
      </Form>
    </PageSection>
  );
}

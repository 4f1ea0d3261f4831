import { useState } from 'react';
import { discover, type FoundServers } from '@/features/connect/api/connect-api';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  email: string;
  onFound: (email: string, servers: FoundServers | null) => void;
}

/** The first step: the address, for which the servers are found. */
export function AddressForm({ email, onFound }: Props) {
  const submission = useSubmit(['email']);
  const [typed, setTyped] = useState(email);
  const domain = typed.split('@')[1];
  return (
    <Form
      submission={submission}
      action="Continue"
      onSubmit={async () => {
        onFound(typed.trim(), await discover(typed.trim()));
      }}
    >
      <Field
        label="Email address"
        hint="Only its domain is used to find the mail servers. No password is sent yet."
        error={submission.errorOf('email')}
      >
        <Input
          name="email"
          type="email"
          autoComplete="email"
          autoFocus
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <p role="status" className="text-sm text-muted empty:hidden">
        {submission.busy && `Looking for the mail servers of ${domain ?? 'the address'}. This can take up to 20 seconds.`}
      </p>
      {submission.error && (
        <div>
          <Button look="quiet" onClick={() => onFound(typed.trim(), null)}>
            Enter the servers myself
          </Button>
        </div>
      )}
    </Form>
  );
}

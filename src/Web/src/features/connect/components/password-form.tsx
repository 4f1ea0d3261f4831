import { useState } from 'react';
import { connect, type FoundServers } from '@/features/connect/api/connect-api';
import { connectBody } from '@/features/connect/api/connect-body';
import { FoundSummary } from '@/features/connect/components/found-summary';
import { ServerFields } from '@/features/connect/components/server-fields';
import { AdviceBox } from '@/components/advice-box';
import { Checkbox } from '@/components/checkbox';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { adviceFor } from '@/lib/mailboxes/connect-advice';
import { useSubmit } from '@/lib/use-submit';

const FIELDS = ['email', 'password', 'host', 'port', 'security', 'username'];
const SMTP_FIELDS = ['smtp.host', 'smtp.port', 'smtp.security', 'smtp.username', 'smtp.password'];

interface Props {
  email: string;
  servers: FoundServers | null;
  onBack: () => void;
  onConnected: (id: string) => void;
}

/** Connects by a password, with the servers folded. */
export function PasswordForm({ email, servers, onBack, onConnected }: Props) {
  const submission = useSubmit([...FIELDS, ...SMTP_FIELDS]);
  const [confirmed, setConfirmed] = useState(false);
  const [open, setOpen] = useState(!servers?.imap);
  const [host, setHost] = useState<string | null>(null);
  const { error } = submission;
  const isUncertain = servers?.confidence === 'low';
  const mustOpen =
    error?.code === 'connection_failed' || error?.code === 'server_not_found' || FIELDS.some(isServerField(submission));
  return (
    <Form
      submission={{ ...submission, error: null }}
      action="Connect"
      onCancel={onBack}
      disabled={submission.busy || (isUncertain && !confirmed)}
      onSubmit={async (values) => {
        setHost(values.host || null);
        onConnected((await connect(connectBody(email, values, servers))).id);
      }}
    >
      <FoundSummary servers={servers} />
      {/* For password managers, which store the password under this name. */}
      <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
      <Field
        label={servers?.notes.some((note) => /app password/i.test(note)) ? 'App password' : 'Password of the mailbox'}
        hint="Stored encrypted, and only sent to the mail server."
        error={submission.errorOf('password')}
      >
        <Input name="password" type="password" autoComplete="off" autoFocus />
      </Field>
      {isUncertain && (
        <Checkbox
          label={`${servers.imap?.host ?? 'The server'} is the server of my provider`}
          checked={confirmed}
          onCheckedChange={(value) => setConfirmed(value === true)}
        />
      )}
      <details open={open || mustOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="w-fit cursor-pointer rounded text-sm font-medium">Server settings</summary>
        <ServerFields servers={servers} submission={submission} />
      </details>
      {error && <AdviceBox error={error} advice={adviceFor(error, { notes: servers?.notes ?? [], host })} />}
    </Form>
  );
}

const isServerField = (submission: { errorOf: (field: string) => string | undefined }) => (field: string) =>
  field !== 'password' && field !== 'email' && submission.errorOf(field) !== undefined;

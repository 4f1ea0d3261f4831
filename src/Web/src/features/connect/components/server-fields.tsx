import type { FoundServers } from '@/features/connect/api/connect-api';
import { Field } from '@/components/field';
import { Input } from '@/components/input';
import { Select } from '@/components/select';
import type { Submission } from '@/lib/use-submit';

const SECURITY = [
  { value: 'tls', label: 'TLS' },
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'none', label: 'None (unsafe)' },
];

interface Props {
  servers: FoundServers | null;
  submission: Submission;
}

/** The servers as they were found, to be corrected. */
export function ServerFields({ servers, submission }: Props) {
  return (
    <div className="flex flex-col gap-4 pt-4">
      <Server
        legend="Receiving (IMAP)"
        prefix=""
        errors=""
        server={servers?.imap ?? null}
        port={993}
        isSearched={!servers}
        submission={submission}
      />
      <Server
        legend="Sending (SMTP)"
        prefix="smtp_"
        errors="smtp."
        server={servers?.smtp ?? null}
        port={465}
        isSearched={!servers?.smtp}
        submission={submission}
      />
      <Field
        label="Password for sending"
        hint="Only if it differs from that of the mailbox."
        error={submission.errorOf('smtp.password')}
      >
        <Input name="smtp_password" type="password" autoComplete="off" />
      </Field>
    </div>
  );
}

interface ServerProps {
  legend: string;
  /** Before the names of the fields. */
  prefix: string;
  /** Before the names of fields in refusals. */
  errors: string;
  server: FoundServers['imap'];
  port: number;
  /** Whether the server is searched when the field is empty. */
  isSearched: boolean;
  submission: Submission;
}

function Server({ legend, prefix, errors, server, port, isSearched, submission }: ServerProps) {
  const errorOf = (name: string) => submission.errorOf(`${errors}${name}`);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-semibold">{legend}</legend>
      <Field label="Server" hint={isSearched ? 'Left empty, it is found by the address.' : undefined} error={errorOf('host')}>
        <Input name={`${prefix}host`} defaultValue={server?.host} autoCapitalize="off" spellCheck={false} />
      </Field>
      <div className="grid grid-cols-2 gap-2">
        <Field label="Port" error={errorOf('port')}>
          <Input name={`${prefix}port`} inputMode="numeric" defaultValue={server?.port} placeholder={String(port)} />
        </Field>
        <Field label="Security" error={errorOf('security')}>
          <Select name={`${prefix}security`} defaultValue={server?.security ?? 'tls'} options={SECURITY} />
        </Field>
      </div>
      <Field label="User name" hint={server ? undefined : 'Left empty, it is the address.'} error={errorOf('username')}>
        <Input name={`${prefix}username`} defaultValue={server?.username} autoCapitalize="off" spellCheck={false} />
      </Field>
    </fieldset>
  );
}

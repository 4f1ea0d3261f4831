import { changeMailbox } from '@/features/settings/api/mailbox-api';
import { AdviceBox } from '@/components/advice-box';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import type { Schemas } from '@/lib/api/types';
import { adviceFor } from '@/lib/mailboxes/connect-advice';
import type { Mailbox } from '@/lib/mailboxes/mailboxes';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

const FIELDS = ['smtp.host', 'smtp.port', 'smtp.security', 'smtp.username', 'smtp.password'];

/** The submission server of a mailbox that is opened with a password. */
export function MailboxSending({ mailbox, onChanged }: { mailbox: Mailbox; onChanged: () => void }) {
  const submission = useSubmit(FIELDS);
  const { smtp, imap } = mailbox;
  const { error } = submission;
  if (!imap) return null;
  return (
    <PageSection title="Server for sending" description="It is tried before it replaces the old one.">
      <Form
        submission={{ ...submission, error: null }}
        action="Save"
        onSubmit={(values) => changeMailbox(mailbox.id, { smtp: smtpOf(values) })}
        onDone={() => {
          onChanged();
          showToast({ text: 'Mail can be sent by this server.', tone: 'success', duration: 10_000 });
        }}
      >
        <Field label="Server" error={submission.errorOf('smtp.host')}>
          <Input id="mailbox-sending" name="host" defaultValue={smtp?.host} autoCapitalize="off" spellCheck={false} />
        </Field>
        <div className="grid grid-cols-2 gap-2">
          <Field label="Port" error={submission.errorOf('smtp.port')}>
            <Input name="port" inputMode="numeric" defaultValue={smtp?.port ?? 465} />
          </Field>
          <Field label="Security" error={submission.errorOf('smtp.security')}>
            <Select
              name="security"
              defaultValue={smtp?.security ?? 'tls'}
              options={[
                { value: 'tls', label: 'TLS' },
                { value: 'starttls', label: 'STARTTLS' },
                { value: 'none', label: 'None (unsafe)' },
              ]}
            />
          </Field>
        </div>
        <Field label="User name" error={submission.errorOf('smtp.username')}>
          <Input name="username" defaultValue={smtp?.username ?? imap.username} autoCapitalize="off" spellCheck={false} />
        </Field>
        <Field label="Password" hint="Only if it differs from that of the mailbox." error={submission.errorOf('smtp.password')}>
          <Input name="password" type="password" autoComplete="off" />
        </Field>
        {error && <AdviceBox error={error} advice={adviceFor(error, { notes: [], host: smtp?.host ?? null })} />}
      </Form>
    </PageSection>
  );
}

const smtpOf = ({ host = '', port, security, username, password }: Record<string, string>): Schemas['SmtpServerRequest'] => ({
  host: host.trim(),
  port: port ? Number(port) : null,
  security: security as Schemas['TransportSecurity'],
  username: username || null,
  password: password || null,
});

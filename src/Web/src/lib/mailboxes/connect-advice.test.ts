import { expect, test } from 'vitest';
import { ApiError } from '@/lib/api/api-error';
import { adviceFor } from '@/lib/mailboxes/connect-advice';

const refusal = (code: string, detail = '', errors?: Record<string, string[]>) =>
  new ApiError({ status: 422, code, title: 't', detail, errors });
const attempt = { notes: [], host: 'imap.example.org' };

test('A refused login names an app password where the provider requires one', () => {
  const notes = ['The provider accepts no account password here: create an app password for it.'];
  expect(adviceFor(refusal('authentication_failed'), { ...attempt, notes })?.title).toContain('app password');
  expect(adviceFor(refusal('authentication_failed', '[ALERT] Application-specific password required'), attempt)?.title).toContain(
    'app password',
  );
});

test('A refused login names IMAP where the provider has it turned off', () => {
  const notes = ['Allow access by IMAP in the settings of the mailbox first.'];
  expect(adviceFor(refusal('authentication_failed'), { ...attempt, notes })?.title).toContain('IMAP');
  expect(adviceFor(refusal('authentication_failed', 'IMAP access is disabled for your domain'), attempt)?.title).toContain(
    'IMAP',
  );
});

test('A refused login without a hint begins with the password', () => {
  expect(
    adviceFor(refusal('authentication_failed', 'The server refused the user name or the password.'), attempt)?.steps[0],
  ).toContain('password');
});

test('Failures of the connection are told apart', () => {
  const of = (detail: string) => adviceFor(refusal('connection_failed', detail), attempt)?.title;
  expect(of('The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot')).toContain(
    'certificate',
  );
  expect(of('Cannot determine the frame size or a corrupted frame was received.')).toContain('TLS');
  expect(of('Connection refused')).toContain('imap.example.org cannot be reached');
});

test('A return address that is not registered is named to the administrator', () => {
  const refused = refusal('validation_failed', '', { redirect_uri: ['Not configured.'] });
  expect(adviceFor(refused, { ...attempt, returnAddress: 'https://mail.example.org/connected' })?.steps[0]).toContain(
    'https://mail.example.org/connected',
  );
  expect(adviceFor(refusal('validation_failed'), attempt)).toBeNull();
});

import type { ApiError } from '@/lib/api/api-error';

export interface Advice {
  title: string;
  /** What to do, most likely first. */
  steps: readonly string[];
}

interface Attempt {
  /** What the discovery said about the provider. */
  notes: readonly string[];
  /** The server of the attempt. */
  host: string | null;
  /** The address of the page to which providers return. */
  returnAddress?: string;
}

/** Returns what a refused connection means to the owner of the mailbox; null when the refusal says it itself. */
export function adviceFor(error: ApiError, { notes, host, returnAddress }: Attempt): Advice | null {
  switch (error.code) {
    case 'authentication_failed':
      return loginAdvice(error.detail, notes);
    case 'connection_failed':
      return connectionAdvice(error.detail, host);
    case 'server_not_found':
      return {
        title: 'No mail server was found for this address',
        steps: [
          'Check the address for typing errors.',
          'Open "Server settings" and enter the server that your provider names in its help.',
        ],
      };
    case 'already_connected':
      return { title: 'This mailbox is connected already', steps: ['Open it in the list of your mailboxes.'] };
    case 'provider_not_configured':
      return {
        title: 'This installation cannot sign in with this provider yet',
        steps: ['Ask its administrator to configure the provider, or connect with an app password.'],
      };
    case 'missing_scope':
      return {
        title: 'You did not allow access to your mail',
        steps: ['Sign in again, and leave the box for mail checked on the page of the provider.'],
      };
    case 'invalid_state':
      return { title: 'This sign-in has expired', steps: ['Start it again. It is valid for ten minutes and only once.'] };
    case 'validation_failed':
      return error.errors.redirect_uri && returnAddress
        ? {
            title: 'The address of this page is not registered for sign-in',
            steps: [`Ask the administrator to add ${returnAddress} to OAuth__RedirectUris and to the client at the provider.`],
          }
        : null;
    default:
      return null;
  }
}

function loginAdvice(detail: string, notes: readonly string[]): Advice {
  const said = `${detail} ${notes.join(' ')}`;
  if (/app(lication)?[- ](specific )?password/i.test(said)) {
    return {
      title: 'The provider wants an app password',
      steps: [
        'Create an app password in the security settings of your account at the provider, and enter it here instead of your usual one.',
        'If you did: enter it without spaces, and check the address.',
      ],
    };
  }
  if (/imap.{0,40}(disabled|not enabled|not allowed|deactivated)|allow access by imap/i.test(said)) {
    return {
      title: 'The login was refused: access by IMAP may be turned off',
      steps: ['Allow access by IMAP in the settings of the mailbox at the provider, then try again.', 'Check the password.'],
    };
  }
  return {
    title: 'The mail server refused the user name or the password',
    steps: [
      'Check the password. It is the one of the mailbox, not that of this page.',
      'If your account has two-step verification, create an app password at the provider and enter that.',
      'Check at the provider that access by IMAP is allowed.',
      'If your provider has a user name that is not the address, enter it under "Server settings".',
    ],
  };
}

function connectionAdvice(detail: string, host: string | null): Advice {
  const server = host ?? 'the mail server';
  if (/certificate/i.test(detail)) {
    return {
      title: `The certificate of ${server} is not valid`,
      steps: [
        'Check the name of the server: it must be the one that the certificate is for.',
        'If the name is right, your provider must renew the certificate. Your password was not sent.',
      ],
    };
  }
  if (/frame|ssl|tls|handshake/i.test(detail)) {
    return {
      title: `${server} does not speak TLS in this way`,
      steps: ['Under "Server settings", choose TLS for port 993, or STARTTLS for port 143.'],
    };
  }
  return {
    title: `${server} cannot be reached`,
    steps: [
      'Check the name and port of the server under "Server settings".',
      'If they are right, try again in a few minutes: it may be down.',
      'A server in a private network must be allowed by the administrator of this installation (Egress__Allow).',
    ],
  };
}

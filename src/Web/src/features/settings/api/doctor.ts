import type { Health } from '@/features/settings/api/mailbox-api';
import { formatCount, formatDateTime, formatDuration, formatRelative } from '@/lib/format';
import { PROVIDER_NAMES, waitsForOwner, type Mailbox } from '@/lib/mailboxes/mailboxes';

export interface Check {
  title: string;
  state: 'good' | 'warning' | 'bad';
  /** What was found. */
  finding: string;
  /** What the owner does about it; null when there is nothing to do. */
  next: string | null;
  /** The control that does it. */
  remedy?: 'password' | 'sign-in' | 'sending' | 'sync';
}

/** Returns what the doctor says about a mailbox, as checks from the sign-in to the last message. */
export function examine(mailbox: Mailbox, health: Health): Check[] {
  return [signIn(mailbox, health), server(health), copy(health), arrival(mailbox, health), readable(health), sending(mailbox)];
}

function signIn({ provider }: Mailbox, { status, token, error }: Health): Check {
  const title = 'Sign-in';
  if (status === 'authentication_failed') {
    return {
      title,
      state: 'bad',
      finding: error ?? 'The mail server refuses the password.',
      next: 'Enter the current password.',
      remedy: 'password',
    };
  }
  if (status === 'needs_sign_in') {
    const finding = error ?? `${PROVIDER_NAMES[provider]} no longer allows access.`;
    return { title, state: 'bad', finding, next: `Sign in with ${PROVIDER_NAMES[provider]} again.`, remedy: 'sign-in' };
  }
  const finding = token
    ? `Access is granted until it is revoked at ${PROVIDER_NAMES[provider]}.${token.quota_left === null ? '' : ` ${formatCount(token.quota_left)} calls are left today.`}`
    : 'The mail server accepts the password.';
  return { title, state: 'good', finding, next: null };
}

function server({ status, consecutive_failures: failures, next_attempt, error }: Health): Check {
  const title = 'Mail server';
  if (status === 'suspended') {
    return { title, state: 'warning', finding: 'The sync is suspended.', next: 'It continues once the account is enabled.' };
  }
  if (waitsForOwner({ status })) {
    return { title, state: 'warning', finding: 'It is not contacted until the sign-in works.', next: null };
  }
  if (failures === 0 && status !== 'error') return { title, state: 'good', finding: 'It answers.', next: null };
  const retried = next_attempt ? `It is tried again ${formatRelative(next_attempt)}.` : 'It is tried again.';
  return {
    title,
    state: failures > 3 ? 'bad' : 'warning',
    finding: `${error ?? 'It does not answer.'} Failed attempts in a row: ${formatCount(failures)}.`,
    next: `${retried} If this lasts, check with your provider whether the server is down or its name has changed.`,
    remedy: 'sync',
  };
}

function copy({ complete_as_of, last_sync }: Health): Check {
  const title = 'Copy of your mail';
  if (complete_as_of) {
    return { title, state: 'good', finding: `Complete as of ${formatDateTime(complete_as_of)}.`, next: null };
  }
  const synced = last_sync ? `Last synced ${formatRelative(last_sync)}, but not` : 'Not';
  return { title, state: 'warning', finding: `${synced} complete yet.`, next: 'Nothing: the rest is being read.' };
}

function arrival({ provider }: Mailbox, { push, pushes, poll_seconds, last_push }: Health): Check {
  const title = 'New mail';
  const polled = `The mailbox is polled every ${formatDuration(poll_seconds)}.`;
  const name = PROVIDER_NAMES[provider];
  switch (push) {
    case 'watch': {
      const lag = pushes && pushes.lag_seconds > 60 ? ` They are processed ${formatDuration(pushes.lag_seconds)} late.` : '';
      const last = last_push ? ` The last one came ${formatRelative(last_push)}.` : '';
      return { title, state: lag ? 'warning' : 'good', finding: `${name} reports it at once.${last}${lag}`, next: null };
    }
    case 'silent':
      return {
        title,
        state: 'warning',
        finding: `${name} reports it, but its reports do not arrive here. ${polled}`,
        next: `Ask the administrator to let ${name} reach /webhooks/${provider} of this installation.`,
      };
    case 'idle':
      return { title, state: 'good', finding: 'The server reports it at once.', next: null };
    default:
      return pushes?.error
        ? {
            title,
            state: 'warning',
            finding: `${pushes.error} ${polled}`,
            next: 'Ask the administrator to correct this, then turn push on again.',
          }
        : { title, state: 'good', finding: `The server does not report it. ${polled}`, next: null };
  }
}

function readable({ unreadable_count: count, outstanding }: Health): Check {
  const title = 'Messages';
  if (count > 0) {
    return {
      title,
      state: 'warning',
      finding: `Messages and folders that the server announces but does not deliver: ${formatCount(count)}. They are listed below.`,
      next: 'They are tried again. If this lasts, open them in another mail program, and have your provider repair or delete them.',
      remedy: 'sync',
    };
  }
  if (outstanding > 0) {
    return { title, state: 'good', finding: `Yet to be read: ${formatCount(outstanding)}.`, next: null };
  }
  return { title, state: 'good', finding: 'The server delivers all of them.', next: null };
}

function sending({ can_send, send_error }: Mailbox): Check {
  const title = 'Sending';
  if (can_send && !send_error) return { title, state: 'good', finding: 'Mail can be sent from it.', next: null };
  return {
    title,
    state: can_send ? 'warning' : 'bad',
    finding: send_error ?? 'There is no server for sending.',
    next: 'Enter the server for sending that your provider names in its help.',
    remedy: 'sending',
  };
}

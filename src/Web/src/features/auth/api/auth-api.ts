import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';
import { COOKIE_SESSION, signIn } from '@/lib/session/session';

/** What is left to do after a sign-in or registration; null when the session is open. */
export type NextStep = { kind: 'code'; challenge: string } | { kind: 'mail' } | null;

type Answer = Schemas['OpenedSession'] | Schemas['PendingAnswer'];

function take(answer: Answer): NextStep {
  if ('access_token' in answer) {
    signIn(answer);
    return null;
  }
  return answer.challenge_token ? { kind: 'code', challenge: answer.challenge_token } : { kind: 'mail' };
}

export const logIn = async (email: string, password: string): Promise<NextStep> =>
  take(await api('post', '/api/v1/auth/login', { body: { email, password }, headers: COOKIE_SESSION }));

export const sendCode = async (challenge: string, code: string): Promise<NextStep> =>
  take(await api('post', '/api/v1/auth/mfa', { body: { challenge_token: challenge, code }, headers: COOKIE_SESSION }));

export interface Registration {
  email: string;
  password: string;
  first_name: string | null;
  last_name: string | null;
  invitation: string | null;
}

export const register = async (body: Registration): Promise<NextStep> =>
  take(await api('post', '/api/v1/auth/register', { body, headers: COOKIE_SESSION }));

export const verifyEmail = (token: string) => api('post', '/api/v1/auth/verify-email', { body: { token } });

export const resendVerification = (email: string) => api('post', '/api/v1/auth/verify-email/resend', { body: { email } });

export const requestReset = (email: string) => api('post', '/api/v1/auth/reset-password', { body: { email } });

export const resetPassword = (token: string, password: string) =>
  api('post', '/api/v1/auth/reset-password/confirm', { body: { token, password } });

export const acceptInvitation = (token: string) => api('post', '/api/v1/organizations/invitations/accept', { body: { token } });

export const findSetup = (token: string) => api('get', '/api/v1/setup/{token}', { path: { token } });

export const claimSetup = (token: string) => api('post', '/api/v1/setup/{token}', { path: { token } });

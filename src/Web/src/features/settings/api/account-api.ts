import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';
import { getSession, setSession } from '@/lib/session/session-store';

export async function saveProfile(body: Schemas['ProfileRequest']): Promise<void> {
  const user = await api('patch', '/api/v1/profile', { body });
  const session = getSession();
  if (session.status === 'signed-in') setSession({ ...session, user });
}

export const deleteAccount = (body: Schemas['OwnerProofRequest']) => api('delete', '/api/v1/profile', { body });

export const resendVerification = (email: string) => api('post', '/api/v1/auth/verify-email/resend', { body: { email } });

export const changePassword = (body: Schemas['ChangePasswordRequest']) => api('post', '/api/v1/auth/change-password', { body });

/** Renews the proof of a recent sign-in, for 15 minutes. */
export const confirmIdentity = (body: Schemas['OwnerProofRequest']) => api('post', '/api/v1/auth/confirm', { body });

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => api('get', '/api/v1/auth/mfa', { signal }),
});

export const createSecret = (password: string) => api('post', '/api/v1/auth/mfa/totp', { body: { password } });

export const confirmSecret = (code: string) => api('post', '/api/v1/auth/mfa/totp/confirm', { body: { code } });

export const turnOffSecondFactor = (body: Schemas['ProofRequest']) => api('post', '/api/v1/auth/mfa/totp/disable', { body });

export const renewRecoveryCodes = (body: Schemas['ProofRequest']) => api('post', '/api/v1/auth/mfa/recovery-codes', { body });

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await api('get', '/api/v1/auth/sessions', { signal })).items,
});

export const endSessionOf = (id: string) => api('delete', '/api/v1/auth/sessions/{id}', { path: { id } });

export const endAllSessions = (revokeKeys: boolean) =>
  api('post', '/api/v1/auth/logout-all', { query: { revoke_api_keys: revokeKeys } });

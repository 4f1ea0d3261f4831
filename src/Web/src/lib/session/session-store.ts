import { useSyncExternalStore } from 'react';
import type { Schemas } from '@/lib/api/types';

export type User = Schemas['UserProfile'];

export type SessionState =
  | { status: 'unknown' }
  | { status: 'signed-out'; reason?: 'ended' | 'signed-out' }
  | { status: 'signed-in'; user: User; token: string; expiresAt: number };

let state: SessionState = { status: 'unknown' };
const listeners = new Set<(state: SessionState) => void>();

/** Returns the session. The access token exists only here, in memory. */
export const getSession = (): SessionState => state;

export function setSession(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener(next);
}

export function onSession(listener: (state: SessionState) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSession = (): SessionState => useSyncExternalStore(onSession, getSession);

/** Returns the signed-in user. Only for components below the shell, which exist only while there is one. */
export function useUser(): User {
  const session = useSession();
  if (session.status !== 'signed-in') throw new Error('There is no session.');
  return session.user;
}

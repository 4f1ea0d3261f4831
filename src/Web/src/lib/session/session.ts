import { ApiError } from '@/lib/api/api-error';
import type { Schemas } from '@/lib/api/types';
import { getSession, setSession } from '@/lib/session/session-store';
import { tellOtherTabs } from '@/lib/session/session-tabs';

/** Has the server keep the refresh token in a cookie that scripts cannot read; see docs/security.md. */
export const COOKIE_SESSION = { 'X-Session': 'cookie' } as const;

// A token is renewed this long before it expires, so that no request is refused first.
const EARLY = 30_000;

// Only says that a cookie may exist, so that a stranger's first visit sends no request that must be refused.
const HINT = 'session';

// Says that the server has not confirmed the end of a session, whose cookie may then still exist.
const ENDING = 'session-ending';

let renewal: Promise<string | null> | null = null;

/** Returns the access token, renewed if it is about to expire; null without a session. */
export async function accessToken(): Promise<string | null> {
  const session = getSession();
  if (session.status !== 'signed-in') return null;
  return Date.now() < session.expiresAt - EARLY ? session.token : refreshSession(session.token);
}

type Opened = Pick<Schemas['OpenedSession'], 'user' | 'access_token' | 'expires_in'>;

/** Takes over the session of a sign-in, in all tabs. */
export function signIn(session: Opened): void {
  openSession(session);
  tellOtherTabs('signed-in');
}

/** Takes over a session that was renewed. */
export function openSession(session: Opened): void {
  setMark(HINT, true);
  setMark(ENDING, false);
  setSession({
    status: 'signed-in',
    user: session.user,
    token: session.access_token,
    expiresAt: Date.now() + session.expires_in * 1000,
  });
}

/** Renews the session that the cookie holds, at the start of the page. */
export async function restoreSession(): Promise<void> {
  if (isEnding()) await endOnServer();
  if (!hasHint()) return setSession({ status: 'signed-out' });
  await refreshSession(null);
}

/** Renews the session unless it was renewed since the refused token; all callers share one request. Returns the new token. */
export function refreshSession(refused: string | null): Promise<string | null> {
  const session = getSession();
  if (session.status === 'signed-in' && session.token !== refused) return Promise.resolve(session.token);
  renewal ??= locked(renew).finally(() => {
    renewal = null;
  });
  return renewal;
}

/** Ends the session in all tabs. */
export async function signOut(): Promise<void> {
  setMark(ENDING, true);
  // The tabs do not wait for the server. If it cannot be reached, the next start ends the session.
  const ended = endOnServer();
  endSession('signed-out');
  tellOtherTabs('signed-out');
  await ended;
}

/** Forgets a session that ended elsewhere. */
export function endSession(reason: 'ended' | 'signed-out'): void {
  setMark(HINT, false);
  setSession({ status: 'signed-out', reason });
}

async function endOnServer(): Promise<void> {
  try {
    const response = await fetch('/api/v1/auth/logout', post());
    if (response.ok) setMark(ENDING, false);
  } catch {
    // The server cannot be reached.
  }
}

const post = (): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...COOKIE_SESSION },
  body: '{}',
});

async function renew(): Promise<string | null> {
  let response: Response;
  try {
    response = await fetch('/api/v1/auth/refresh', post());
  } catch {
    throw ApiError.unreachable();
  }
  if (response.ok) {
    const session = (await response.json()) as Schemas['OpenedSession'];
    openSession(session);
    return session.access_token;
  }
  // Any other status says nothing about the session.
  if (response.status !== 401 && response.status !== 400) throw await ApiError.from(response);
  endSession('ended');
  return null;
}

// A refresh token is single-use and its cookie is shared: two tabs that used it at once would end the session.
// Browsers have locks only over https and on this machine.
async function locked(work: () => Promise<string | null>): Promise<string | null> {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? await locks.request('session-refresh', work) : await work();
}

function hasHint(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return true;
  }
}

function isEnding(): boolean {
  try {
    return localStorage.getItem(ENDING) !== null;
  } catch {
    return false;
  }
}

function setMark(name: string, exists: boolean): void {
  try {
    if (exists) localStorage.setItem(name, '1');
    else localStorage.removeItem(name);
  } catch {
    // Storage is blocked: the next start asks the server.
  }
}

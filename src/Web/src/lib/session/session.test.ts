import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSession, restoreSession, signOut } from '@/lib/session/session';
import { getSession, setSession, type User } from '@/lib/session/session-store';

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  openSession({ user: { id: 'u', email: 'ada@example.org' } as User, access_token: 'token', expires_in: 900 });
});

afterEach(() => {
  vi.unstubAllGlobals();
  setSession({ status: 'signed-out' });
});

test('A sign-out that did not reach the server is repeated at the next start', async () => {
  fetched.mockRejectedValueOnce(new TypeError('offline'));
  await signOut();
  expect(getSession()).toMatchObject({ status: 'signed-out' });

  fetched.mockResolvedValueOnce(new Response(null, { status: 204 }));
  await restoreSession();
  await restoreSession();

  expect(fetched.mock.calls.map(([url]) => url)).toEqual(['/api/v1/auth/logout', '/api/v1/auth/logout']);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '@/lib/api/api-error';
import { api, buildUrl } from '@/lib/api/client';
import { endSession, openSession } from '@/lib/session/session';
import { getSession, setSession, type User } from '@/lib/session/session-store';

const user = { id: 'u', email: 'ada@example.org' } as User;
const session = (token: string) => ({ user, access_token: token, expires_in: 900 });
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', 'X-Request-ID': 'r1' } });

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();

beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal('fetch', fetched);
  openSession(session('old'));
});

afterEach(() => {
  vi.unstubAllGlobals();
  setSession({ status: 'signed-out' });
});

const bearerOf = (init: RequestInit) => new Headers(init.headers).get('Authorization');

/** Answers as a server that accepts only the token "new". */
const serve = (refresh: () => Response) =>
  fetched.mockImplementation((url, init) =>
    Promise.resolve(
      url.endsWith('/auth/refresh')
        ? refresh()
        : bearerOf(init) === 'Bearer new'
          ? json({ items: [] })
          : json({ code: 'unauthenticated', title: 't', detail: 'd', request_id: 'r1' }, 401),
    ),
  );

test('Requests with a refused token are sent again after one refresh', async () => {
  serve(() => json(session('new')));
  await Promise.all([api('get', '/api/v1/labels'), api('get', '/api/v1/connections'), api('get', '/api/v1/profile')]);

  expect(fetched.mock.calls.filter(([url]) => url.endsWith('/auth/refresh'))).toHaveLength(1);
  expect(getSession()).toMatchObject({ status: 'signed-in', token: 'new' });
});

test('A refused refresh ends the session', async () => {
  serve(() => json({ code: 'invalid_refresh_token', title: 't', detail: 'd', request_id: 'r2' }, 401));

  await expect(api('get', '/api/v1/labels')).rejects.toMatchObject({ status: 401, code: 'unauthenticated', requestId: 'r1' });
  expect(getSession()).toEqual({ status: 'signed-out', reason: 'ended' });
});

test('A refresh that cannot be answered does not end the session', async () => {
  serve(() => json({ code: 'unavailable', title: 't', detail: 'd', request_id: 'r3' }, 503));

  await expect(api('get', '/api/v1/labels')).rejects.toMatchObject({ status: 503 });
  expect(getSession().status).toBe('signed-in');
});

test('A token about to expire is renewed before it is used', async () => {
  openSession({ ...session('old'), expires_in: 10 });
  serve(() => json(session('new')));
  await api('get', '/api/v1/labels');

  expect(fetched.mock.calls.map(([url]) => url)).toEqual(['/api/v1/auth/refresh', '/api/v1/labels']);
});

test('A server that does not answer is an ApiError', async () => {
  fetched.mockRejectedValue(new TypeError('Failed to fetch'));
  await expect(api('get', '/api/v1/labels')).rejects.toSatisfy(
    (thrown) => thrown instanceof ApiError && thrown.code === 'unreachable',
  );
});

test('Headers of writes are sent', async () => {
  openSession(session('new'));
  serve(() => json({}));
  await api('patch', '/api/v1/profile', { body: { first_name: 'Ada' } as never, ifMatch: '"1"', idempotencyKey: 'k' });

  const headers = new Headers(fetched.mock.calls[0]?.[1].headers);
  expect(headers.get('If-Match')).toBe('"1"');
  expect(headers.get('Idempotency-Key')).toBe('k');
  expect(headers.get('Content-Type')).toBe('application/json');
});

test('A signed-out visitor sends no token', async () => {
  endSession('signed-out');
  serve(() => json({}));
  await expect(api('get', '/api/v1/labels')).rejects.toMatchObject({ status: 401 });
  expect(fetched).toHaveBeenCalledTimes(1);
});

test('Paths and queries are encoded', () => {
  expect(buildUrl('/a/{id}/b', { id: 'x/y' }, { q: 'a&b', none: undefined, list: ['1', '2'] })).toBe(
    '/a/x%2Fy/b?q=a%26b&list=1%2C2',
  );
});

import { ApiError } from '@/lib/api/api-error';
import { accessToken, refreshSession } from '@/lib/session/session';

/** Sends a request with the access token; when that is refused, renews the session once and sends it again. */
export async function send(url: string, init: RequestInit = {}): Promise<Response> {
  const token = await accessToken();
  const response = await fetchOrFail(url, init, token);
  if (response.status !== 401 || !token) return response;
  const renewed = await refreshSession(token);
  return renewed ? fetchOrFail(url, init, renewed) : response;
}

async function fetchOrFail(url: string, init: RequestInit, token: string | null): Promise<Response> {
  const headers = new Headers(init.headers);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  try {
    return await fetch(url, { ...init, headers });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw ApiError.unreachable();
  }
}

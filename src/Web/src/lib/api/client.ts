import { ApiError } from '@/lib/api/api-error';
import { send } from '@/lib/api/send';
import type { Answer, Arguments, FullAnswer, Method, PathsOf } from '@/lib/api/types';

/** Calls the API and returns the body of its answer. Throws ApiError, and AbortError if the signal was aborted. */
export const api = (async (method, path, options) =>
  (await request(method, path, options)).data) satisfies LooseCall as unknown as Call;

/** Calls the API and returns the answer with its status and ETag. */
export const apiFull = request satisfies LooseCall as unknown as FullCall;

/** Fetches a content such as an attachment. The caller reads the body. */
export async function apiContent(path: string, signal?: AbortSignal): Promise<Response> {
  const response = await send(path, { signal });
  if (!response.ok) throw await ApiError.from(response);
  return response;
}

type Call = <M extends Method, P extends PathsOf<M>>(method: M, path: P, ...options: Arguments<M, P>) => Promise<Answer<M, P>>;
type FullCall = <M extends Method, P extends PathsOf<M>>(
  method: M,
  path: P,
  ...options: Arguments<M, P>
) => Promise<FullAnswer<Answer<M, P>>>;

type LooseCall = (method: Method, path: string, options?: LooseOptions) => Promise<unknown>;

// What is sent, whatever the operation. The types above hold for callers; here they would be a union of all operations.
interface LooseOptions {
  path?: unknown;
  query?: unknown;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string;
  ifMatch?: string;
  headers?: Record<string, string>;
}

async function request(method: Method, template: string, options: LooseOptions = {}): Promise<FullAnswer<unknown>> {
  const headers = new Headers(options.headers);
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey);
  if (options.ifMatch) headers.set('If-Match', options.ifMatch);
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  const response = await send(buildUrl(template, options.path, options.query), {
    method: method.toUpperCase(),
    headers,
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: options.signal,
  });
  if (!response.ok) throw await ApiError.from(response);
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return {
    data: (response.status !== 204 && isJson ? await response.json() : undefined) as unknown,
    status: response.status,
    etag: response.headers.get('ETag'),
    requestId: response.headers.get('X-Request-ID'),
  };
}

/** Fills a path of the OpenAPI document. Lists in the query are joined by commas; undefined and null are left out. */
export function buildUrl(template: string, path?: unknown, query?: unknown): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((path as Record<string, unknown> | undefined)?.[name] ?? '')),
  );
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null) parameters.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  const text = parameters.toString();
  return text ? `${filled}?${text}` : filled;
}

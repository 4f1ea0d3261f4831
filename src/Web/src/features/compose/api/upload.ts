import { ApiError } from '@/lib/api/api-error';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';
import { accessToken, refreshSession } from '@/lib/session/session';

export type Upload = Schemas['Upload'];

/** Of one file, in bytes: the limit of the server. */
export const LARGEST_FILE = 25_000_000;
/** Of all files of a message: a common limit of mail servers, less the third by which files grow in a message. */
export const LARGEST_SUM = 26_000_000;
/** Files of a message. */
export const MOST_FILES = 100;

interface Options {
  /** By which the HTML refers to the file; the id of the upload when absent. */
  contentId?: string;
  signal: AbortSignal;
  /** Receives the part that was sent, from 0 to 1. */
  onProgress: (share: number) => void;
}

/** Uploads a file to be attached. Throws ApiError, and AbortError if the signal was aborted. */
export async function uploadFile(file: File, options: Options): Promise<Upload> {
  const token = await accessToken();
  const answer = await post(file, token, options);
  if (answer.status !== 401 || !token) return read(answer);
  const renewed = await refreshSession(token);
  return read(renewed ? await post(file, renewed, options) : answer);
}

async function read(answer: Response): Promise<Upload> {
  if (!answer.ok) throw await ApiError.from(answer);
  return (await answer.json()) as Upload;
}

// fetch does not report the progress of a request.
function post(file: File, token: string | null, { contentId, signal, onProgress }: Options): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('POST', '/api/v1/attachments/upload');
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => resolve(responseOf(request));
    request.onerror = () => reject(ApiError.unreachable());
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    if (signal.aborted) return reject(new DOMException('The upload was cancelled.', 'AbortError'));
    const form = new FormData();
    if (contentId) form.set('content_id', contentId);
    form.set('file', file, file.name || 'image');
    request.send(form);
  });
}

const responseOf = (request: XMLHttpRequest) =>
  new Response(request.responseText, {
    status: request.status,
    headers: ['Content-Type', 'X-Request-ID', 'Retry-After'].flatMap((name): [string, string][] => {
      const value = request.getResponseHeader(name);
      return value === null ? [] : [[name, value]];
    }),
  });

export const findUpload = (id: string): Promise<Upload> => api('get', '/api/v1/attachments/uploads/{id}', { path: { id } });

/** Returns the address under which the browser shows an image for some minutes. */
export const linkToImage = async (id: string): Promise<string> =>
  (await api('post', '/api/v1/attachments/{id}/link', { path: { id } })).url;

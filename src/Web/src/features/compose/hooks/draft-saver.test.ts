import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftSaver, type DraftServer } from '@/features/compose/hooks/draft-saver';
import type { Draft, DraftBody } from '@/features/compose/hooks/message-form';
import { ApiError } from '@/lib/api/api-error';

interface Call {
  kind: 'create' | 'save' | 'remove';
  id?: string;
  revision?: number;
  subject?: string | null;
  key?: string;
}

/** A server with one revision for all drafts; `refusals` are thrown by the next calls, in turn. */
class Server implements DraftServer {
  readonly calls: Call[] = [];
  readonly refusals: ApiError[] = [];
  private revision = 0;
  private count = 0;

  create = (body: DraftBody, key: string) => {
    this.calls.push({ kind: 'create', subject: body.subject, key });
    return this.answer(() => `d${String(++this.count)}`, body);
  };

  save = (id: string, revision: number, body: DraftBody, key: string) => {
    this.calls.push({ kind: 'save', id, revision, subject: body.subject, key });
    return this.answer(() => id, body);
  };

  remove = (id: string) => {
    this.calls.push({ kind: 'remove', id });
    return Promise.resolve();
  };

  private answer(id: () => string, body: DraftBody): Promise<Draft> {
    const refusal = this.refusals.shift();
    if (refusal) return Promise.reject(refusal);
    return Promise.resolve({ id: id(), revision: ++this.revision, connection_id: body.connection_id } as Draft);
  }
}

const refusal = (status: number) => new ApiError({ status, code: 'x', title: 'Refused', detail: 'Refused' });
const body = (subject: string, connection = 'c1'): DraftBody => ({ connection_id: connection, subject });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('what is typed is saved after a pause, then as revisions of the same draft', async () => {
  const server = new Server();
  const saver = new DraftSaver(server, null);
  saver.change(body('a'));
  saver.change(body('ab'));
  expect(server.calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  saver.change(body('abc'));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(server.calls).toMatchObject([
    { kind: 'create', subject: 'ab' },
    { kind: 'save', id: 'd1', revision: 1, subject: 'abc' },
  ]);
  expect(saver.getState()).toMatchObject({ status: 'saved', id: 'd1', revision: 2 });
});

test('typing without a pause is saved every few seconds', async () => {
  const server = new Server();
  const saver = new DraftSaver(server, null);
  for (let index = 0; index < 20; index++) {
    saver.change(body(`${String(index)}`));
    await vi.advanceTimersByTimeAsync(500);
  }
  expect(server.calls.length).toBeGreaterThanOrEqual(2);
  expect(server.calls.length).toBeLessThanOrEqual(3);
});

test('the same content is not saved again', async () => {
  const server = new Server();
  const saver = new DraftSaver(server, null);
  saver.change(body('a'));
  await saver.flush();
  saver.change(body('a'));
  await saver.flush();
  expect(server.calls).toHaveLength(1);
});

test('an attempt without an answer is repeated unchanged, then the newest content is saved', async () => {
  const server = new Server();
  server.refusals.push(ApiError.unreachable());
  const saver = new DraftSaver(server, null);
  saver.change(body('a'));
  await expect(saver.flush()).rejects.toMatchObject({ code: 'unreachable' });
  expect(saver.getState().status).toBe('failed');
  saver.change(body('ab'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.calls.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['create', 'a'],
    ['create', 'a'],
    ['save', 'ab'],
  ]);
  expect(server.calls[0]?.key).toBe(server.calls[1]?.key);
  expect(saver.isBehind).toBe(false);
});

test('a version of another client stops the saving until the user has decided', async () => {
  const server = new Server();
  server.refusals.push(refusal(412));
  const saver = new DraftSaver(server, { id: 'd1', revision: 3, connection_id: 'c1' });
  saver.change(body('mine'));
  await vi.advanceTimersByTimeAsync(2_000);
  saver.change(body('mine too'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saver.getState().status).toBe('conflict');
  expect(server.calls).toHaveLength(1);
  await saver.overwrite(4);
  expect(server.calls[1]).toMatchObject({ kind: 'save', id: 'd1', revision: 4, subject: 'mine too' });
});

test('a draft that was deleted elsewhere can be kept as a new one', async () => {
  const server = new Server();
  server.refusals.push(refusal(404));
  const saver = new DraftSaver(server, { id: 'd1', revision: 3, connection_id: 'c1' });
  saver.change(body('mine'));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(saver.getState().status).toBe('gone');
  await saver.keepAsNew();
  expect(server.calls[1]).toMatchObject({ kind: 'create', subject: 'mine' });
});

test('another mailbox makes another draft and removes the former one', async () => {
  const server = new Server();
  const saver = new DraftSaver(server, { id: 'old', revision: 3, connection_id: 'c1' });
  saver.change(body('a', 'c2'));
  await saver.flush();
  expect(server.calls).toMatchObject([{ kind: 'create' }, { kind: 'remove', id: 'old' }]);
  expect(saver.getState().id).toBe('d1');
});

test('what is typed during a save is saved after it', async () => {
  const server = new Server();
  const saver = new DraftSaver(server, null);
  saver.change(body('a'));
  const saved = saver.flush();
  saver.change(body('ab'));
  await saved;
  expect(server.calls.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['create', 'a'],
    ['save', 'ab'],
  ]);
});

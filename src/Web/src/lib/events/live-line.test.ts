import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onEvent } from '@/lib/events/event-registry';
import { LiveLine } from '@/lib/events/live-line';
import { openSession } from '@/lib/session/session';
import { setSession, type User } from '@/lib/session/session-store';

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onopen?: () => void;
  onmessage?: (message: { data: string }) => void;
  onclose?: (event: { code: number }) => void;

  constructor(readonly url: URL) {
    FakeSocket.all.push(this);
  }

  send = (text: string) => this.sent.push(text);
  open = () => {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  };
  say = (frame: unknown) => this.onmessage?.({ data: JSON.stringify(frame) });
  close = (code = 1000) => this.onclose?.({ code });
}

let client: QueryClient;
let line: LiveLine;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
  client = new QueryClient();
  openSession({ user: {} as User, access_token: 't1', expires_in: 900 });
  line = new LiveLine(client);
  line.start();
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => {
  line.stop();
  setSession({ status: 'signed-out' });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const socket = () => FakeSocket.all.at(-1) as FakeSocket;

test('The line continues after the last event that it delivered', async () => {
  const seen: number[] = [];
  const undo = onEvent('email.*', (event) => seen.push(event.seq));
  socket().open();
  expect(socket().sent).toEqual(['{"type":"auth","access_token":"t1"}']);
  socket().say({ type: 'ready', after: 4 });
  socket().say({ seq: 5, type: 'email.received', timestamp: '', data: {} });
  socket().close(1006);
  await vi.advanceTimersByTimeAsync(1_000);

  expect(FakeSocket.all).toHaveLength(2);
  expect(socket().url.searchParams.get('after')).toBe('5');
  expect(seen).toEqual([5]);
  undo();
});

test('A log that is shorter than before reloads everything', async () => {
  const invalidate = vi.spyOn(client, 'invalidateQueries');
  socket().open();
  socket().say({ type: 'ready', after: 4 });
  socket().close(1006);
  await vi.advanceTimersByTimeAsync(1_000);
  invalidate.mockClear();
  socket().open();
  socket().say({ type: 'ready', after: 2 });
  expect(invalidate).toHaveBeenCalledOnce();
});

test('A renewed token is sent on the open line', () => {
  socket().open();
  openSession({ user: {} as User, access_token: 't2', expires_in: 900 });
  expect(socket().sent.at(-1)).toBe('{"type":"auth","access_token":"t2"}');
});

test('A silent line is replaced', async () => {
  socket().open();
  socket().say({ type: 'ready', after: 1 });
  await vi.advanceTimersByTimeAsync(46_000);
  expect(FakeSocket.all).toHaveLength(2);
});

test('A stopped line stays closed', async () => {
  socket().open();
  line.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FakeSocket.all).toHaveLength(1);
});

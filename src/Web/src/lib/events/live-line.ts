import type { QueryClient } from '@tanstack/react-query';
import { backoff } from '@/lib/events/backoff';
import { dispatchEvent, type LiveEvent } from '@/lib/events/event-registry';
import { setLineState } from '@/lib/events/line-state';
import { accessToken, endSession, refreshSession } from '@/lib/session/session';
import { getSession, onSession } from '@/lib/session/session-store';

// The server sends a heartbeat every 30 s.
const SILENCE = 45_000;
const UNAUTHENTICATED = 4401;
const TOO_MANY_LINES = 4409;

type Frame = LiveEvent | { type: 'ready' | 'resumed' | 'heartbeat'; after: number } | { type: 'pong' | 'error' };

/** The WebSocket of events: reconnects by itself and continues after the last event it has delivered. */
export class LiveLine {
  private socket: WebSocket | null = null;
  private position: number | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private closed = false;
  private readonly unsubscribe: (() => void)[] = [];

  constructor(private readonly client: QueryClient) {}

  start(): void {
    const wake = () => this.wake();
    window.addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    this.unsubscribe.push(
      () => window.removeEventListener('online', wake),
      () => document.removeEventListener('visibilitychange', wake),
      onSession((session) => {
        // A renewed token keeps the open socket open.
        if (session.status === 'signed-in' && this.socket?.readyState === WebSocket.OPEN) this.authenticate(session.token);
      }),
    );
    void this.connect();
  }

  stop(): void {
    this.closed = true;
    clearTimeout(this.timer);
    clearTimeout(this.watchdog);
    for (const undo of this.unsubscribe) undo();
    this.socket?.close();
    setLineState('idle');
  }

  private async connect(): Promise<void> {
    const token = await accessToken().catch(() => undefined);
    if (this.closed || token === null) return;
    if (token === undefined) return this.retry();
    const url = new URL('/api/v1/ws', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    if (this.position !== null) url.searchParams.set('after', String(this.position));
    const socket = new WebSocket(url);
    this.socket = socket;
    this.listen();
    socket.onopen = () => this.authenticate(token);
    socket.onmessage = (message: MessageEvent<string>) => {
      this.listen();
      this.receive(JSON.parse(message.data) as Frame);
    };
    socket.onclose = (event) => {
      if (this.socket !== socket) return;
      this.socket = null;
      if (!this.closed) void this.lose(event.code, token);
    };
  }

  private authenticate(token: string): void {
    this.socket?.send(JSON.stringify({ type: 'auth', access_token: token }));
  }

  private receive(frame: Frame): void {
    if ('seq' in frame) {
      this.position = frame.seq;
      dispatchEvent(frame, this.client);
    } else if (frame.type === 'ready') {
      this.attempt = 0;
      setLineState('live');
      // Queries may be older than the line, and after a restored backup the log is shorter than the position.
      if (this.position === null || frame.after < this.position) void this.client.invalidateQueries();
      this.position = frame.after;
    } else if ('after' in frame) {
      this.position = Math.max(this.position ?? 0, frame.after);
    }
  }

  private async lose(code: number, token: string): Promise<void> {
    setLineState('lost');
    if (code === UNAUTHENTICATED) {
      // An ended session is known by the refusal of its refresh token; anything else is tried again.
      await refreshSession(token).catch(() => undefined);
      if (getSession().status !== 'signed-in') return endSession('ended');
    }
    if (code === TOO_MANY_LINES) this.attempt = Math.max(this.attempt, 6);
    this.retry();
  }

  private retry(): void {
    if (this.closed) return;
    setLineState('lost');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), backoff(this.attempt++));
  }

  /** Tries at once when the network returns or the page is shown again; a line that slept may be dead without knowing. */
  private wake(): void {
    if (this.closed || document.visibilityState === 'hidden') return;
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send('{"type":"ping"}');
      this.listen(5_000);
    } else if (this.socket === null) {
      this.attempt = 0;
      clearTimeout(this.timer);
      void this.connect();
    }
  }

  private listen(patience = SILENCE): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => {
      const silent = this.socket;
      if (!silent || this.closed) return;
      // Its close event may take minutes.
      this.socket = null;
      silent.close();
      this.retry();
    }, patience);
  }
}

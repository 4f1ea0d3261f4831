import type { Draft, DraftBody } from '@/features/compose/hooks/message-form';
import { toApiError, type ApiError } from '@/lib/api/api-error';
import { backoff } from '@/lib/events/backoff';

/** The requests that save drafts; see api/drafts.ts. */
export interface DraftServer {
  create: (body: DraftBody, key: string) => Promise<Draft>;
  save: (id: string, revision: number, body: DraftBody, key: string) => Promise<Draft>;
  remove: (id: string) => Promise<unknown>;
}

export interface SaveState {
  /** "conflict": saved elsewhere meanwhile. "gone": deleted or sent elsewhere. */
  status: 'empty' | 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict' | 'gone';
  id: string | null;
  revision: number;
  error: ApiError | null;
}

interface Attempt {
  key: string;
  body: DraftBody;
  text: string;
}

// As long as a short pause while typing, and at most this long behind.
const PAUSE = 1_200;
const LONGEST_WAIT = 5_000;

/** Saves a draft while it is being written: one request at a time, the newest content next. */
export class DraftSaver {
  private state: SaveState;
  private wanted: DraftBody | null = null;
  private savedText: string | null = null;
  private connectionId: string | null = null;
  // An attempt whose answer was lost is repeated unchanged, so that it is executed once.
  private unanswered: Attempt | null = null;
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstChange = 0;
  private failures = 0;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly server: DraftServer,
    draft: Pick<Draft, 'id' | 'revision' | 'connection_id'> | null,
    /** The content of the draft, as it would be saved: saving begins when something differs from it. */
    saved: DraftBody | null = null,
  ) {
    this.savedText = saved && JSON.stringify(saved);
    this.connectionId = draft?.connection_id ?? null;
    this.state = { status: draft ? 'saved' : 'empty', id: draft?.id ?? null, revision: draft?.revision ?? 0, error: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): SaveState => this.state;

  /** True while something is written that the server does not have. */
  get isBehind(): boolean {
    return this.wanted !== null && JSON.stringify(this.wanted) !== this.savedText;
  }

  /** Takes over what is written now; saves it after a pause. */
  change(body: DraftBody): void {
    this.wanted = body;
    if (!this.isBehind || this.state.status === 'conflict' || this.state.status === 'gone') return;
    this.set({ status: this.running ? 'saving' : 'unsaved' });
    const now = Date.now();
    this.firstChange ||= now;
    this.schedule(Math.max(0, Math.min(PAUSE, this.firstChange + LONGEST_WAIT - now)));
  }

  /** Saves at once. Throws the refusal if the server does not have the newest content afterwards. */
  async flush(): Promise<SaveState> {
    clearTimeout(this.timer);
    while (this.isBehind || this.running) {
      await (this.running ?? this.run());
      if (this.state.error) throw this.state.error;
    }
    return this.state;
  }

  /** Continues with what was written here, over the version of another client. */
  async overwrite(revision: number): Promise<void> {
    this.set({ status: 'unsaved', revision, error: null });
    this.savedText = null;
    await this.flush();
  }

  /** Continues with what was written here as a new draft, beside the version of another client or after that was deleted. */
  async keepAsNew(): Promise<void> {
    this.connectionId = null;
    this.savedText = null;
    this.unanswered = null;
    this.set({ status: 'unsaved', id: null, revision: 0, error: null });
    await this.flush();
  }

  /** Reports that the draft was changed or deleted elsewhere, by an event. */
  report(status: 'conflict' | 'gone'): void {
    clearTimeout(this.timer);
    this.set({ status });
  }

  /** Stops saving; nothing that is not saved yet will be. */
  stop(): void {
    clearTimeout(this.timer);
    this.wanted = null;
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.running) return;
      void this.run();
    }, wait);
  }

  private run(): Promise<void> {
    this.running ??= this.attempt().finally(() => {
      this.running = null;
      if (this.isBehind && this.state.status === 'saved') this.schedule(PAUSE);
      if (this.isBehind && this.state.status === 'saved') this.set({ status: 'unsaved' });
    });
    return this.running;
  }

  private async attempt(): Promise<void> {
    if (!this.wanted || (!this.isBehind && !this.unanswered)) return;
    this.firstChange = 0;
    const attempt = (this.unanswered ??= {
      key: crypto.randomUUID(),
      body: this.wanted,
      text: JSON.stringify(this.wanted),
    });
    this.set({ status: 'saving', error: null });
    try {
      const draft = await this.write(attempt.body, attempt.key);
      this.unanswered = null;
      this.failures = 0;
      this.savedText = attempt.text;
      this.connectionId = attempt.body.connection_id;
      this.set({ status: 'saved', id: draft.id, revision: draft.revision });
    } catch (thrown) {
      this.fail(toApiError(thrown));
    }
  }

  private async write(body: DraftBody, key: string): Promise<Draft> {
    const { id, revision } = this.state;
    if (!id) return this.server.create(body, key);
    if (body.connection_id === this.connectionId) return this.server.save(id, revision, body, key);
    // A draft stays in its mailbox. The new one comes first, so that its files are never without a draft.
    const moved = await this.server.create(body, key);
    await this.server.remove(id).catch(() => undefined);
    return moved;
  }

  private fail(error: ApiError): void {
    const isPassing = error.status === 0 || error.status >= 500 || error.status === 429;
    if (!isPassing) this.unanswered = null;
    const isKnown = this.state.id !== null;
    if (error.status === 412) return this.set({ status: 'conflict', error });
    if (error.status === 404 && isKnown) return this.set({ status: 'gone', error });
    this.set({ status: 'failed', error });
    if (isPassing) this.schedule(error.retryAfter === null ? backoff(this.failures++) : error.retryAfter * 1_000);
  }

  private set(change: Partial<SaveState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}

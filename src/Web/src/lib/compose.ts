/** What the user wants to write. */
export interface ComposeRequest {
  mode: 'new' | 'reply' | 'reply-all' | 'forward';
  /** The message that is answered or forwarded; absent for "new". */
  emailId?: string;
  /** A draft to be continued, instead. */
  draftId?: string;
  /** Recipients of a new message. */
  to?: readonly string[];
}

type Opener = (request: ComposeRequest) => void;

let opener: Opener | null = null;
let waiting: ComposeRequest | null = null;

/** Opens the compose window. A request that comes before the window is loaded waits for it. */
export function openCompose(request: ComposeRequest): void {
  if (opener) opener(request);
  else waiting = request;
}

/** Registers what opens the compose window. Returns a function that removes it. */
export function onCompose(open: Opener): () => void {
  opener = open;
  if (waiting) open(waiting);
  waiting = null;
  return () => {
    if (opener === open) opener = null;
  };
}

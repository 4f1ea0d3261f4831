import type { Schemas } from '@/lib/api/types';

export type ReplayKind = 'ids' | 'from' | 'after';

/** What the form of a replay holds. */
export interface ReplayForm {
  kind: ReplayKind;
  /** Times of the browser's zone, as fields of type datetime-local have them. */
  from: string;
  to: string;
  after: string;
}

/** Returns what replays, or the reason why the form is not complete, by field. */
export function replayOf(
  form: ReplayForm,
  ids: readonly string[],
): { request: Schemas['WebhookReplayRequest'] } | { field: 'from' | 'to' | 'after'; reason: string } {
  if (form.kind === 'ids') return { request: { ids: [...ids] } };
  const to = form.to ? toInstant(form.to) : null;
  if (form.to && to === null) return { field: 'to', reason: 'Enter a date and a time.' };
  if (form.kind === 'after') {
    const after = Number(form.after);
    if (form.after.trim() === '' || !Number.isSafeInteger(after) || after < 0)
      return { field: 'after', reason: 'Enter a whole number of at least 0.' };
    return { request: { after, to } };
  }
  const from = toInstant(form.from);
  if (from === null) return { field: 'from', reason: 'Enter a date and a time.' };
  if (to !== null && to < from) return { field: 'to', reason: 'Must not be before the beginning.' };
  return { request: { from, to } };
}

/** Returns a local time in UTC; null for what is none. */
function toInstant(local: string): string | null {
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

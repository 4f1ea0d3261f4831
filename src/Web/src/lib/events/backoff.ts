const FIRST = 500;
const LONGEST = 30_000;

/** Returns the milliseconds to wait before an attempt, counted from 0: doubled each time, with jitter, at most 30 s. */
export const backoff = (attempt: number, random: () => number = Math.random): number =>
  Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 10)) * (0.5 + random() / 2);

const DAY = 86_400_000;

const formatter = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(undefined, options);
const time = formatter({ hour: 'numeric', minute: '2-digit' });
const day = formatter({ month: 'short', day: 'numeric' });
const year = formatter({ year: 'numeric', month: 'short', day: 'numeric' });
const full = formatter({ dateStyle: 'full', timeStyle: 'short' });
const medium = formatter({ dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const count = new Intl.NumberFormat();

/** Formats a date for a list: the time today, the day this year, otherwise with the year. */
export function formatListDate(value: string, now = new Date()): string {
  const date = new Date(value);
  if (date.toDateString() === now.toDateString()) return time.format(date);
  return date.getFullYear() === now.getFullYear() ? day.format(date) : year.format(date);
}

export const formatDateTime = (value: string): string => medium.format(new Date(value));

/** Formats a date in words, for titles and screen readers. */
export const formatFullDate = (value: string): string => full.format(new Date(value));

/** Formats the distance to now, such as "5 minutes ago" or "in 2 days". */
export function formatRelative(value: string, now = Date.now()): string {
  const distance = new Date(value).getTime() - now;
  const size = Math.abs(distance);
  if (size < 60_000) return relative.format(Math.round(distance / 1000), 'second');
  if (size < 3_600_000) return relative.format(Math.round(distance / 60_000), 'minute');
  if (size < DAY) return relative.format(Math.round(distance / 3_600_000), 'hour');
  if (size < 30 * DAY) return relative.format(Math.round(distance / DAY), 'day');
  return year.format(new Date(value));
}

/** Formats a duration such as an estimate: "40 seconds", "3 minutes", "2 hours". */
export function formatDuration(seconds: number): string {
  const [value, unit] =
    seconds < 90 ? [seconds, 'second'] : seconds < 5_400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(value);
}

export const formatCount = (value: number): string => count.format(value);

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Formats a number of bytes in powers of 1000, such as "1.4 MB". */
export function formatSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit: UNITS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}

import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';

/** When a message is to be sent: a local time or words, and the zone that they are meant in. */
export interface SendTime {
  send_at: string;
  timezone: string;
  if_no_reply: boolean;
}

/** Resolves a time or words to the moment that is meant; "tomorrow" is another one an hour later, so nothing is kept. */
export const sendTimeQuery = (sendAt: string, timezone: string) =>
  queryOptions({
    queryKey: ['send-times', sendAt, timezone],
    queryFn: ({ signal }) => api('get', '/api/v1/send-times', { query: { send_at: sendAt, timezone }, signal }),
    staleTime: 60_000,
    gcTime: 60_000,
  });

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All zones, that of the browser first. */
export function listZones(): string[] {
  const own = ownZone();
  return [
    own,
    ...['UTC', ...Intl.supportedValuesOf('timeZone')].filter((zone, index, all) => zone !== own && all.indexOf(zone) === index),
  ];
}

/** Formats a moment in a zone, with the day of the week. */
export const formatInZone = (moment: string, timeZone: string | null): string =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short', timeZone: timeZone ?? undefined }).format(
    new Date(moment),
  );

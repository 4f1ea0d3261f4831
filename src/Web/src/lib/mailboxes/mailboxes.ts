import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Mailbox = Schemas['Connection'];

/** The mailboxes of the user, then those shared with the user. */
export const mailboxesQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async ({ signal }): Promise<Mailbox[]> => (await api('get', '/api/v1/connections', { signal })).items,
});

export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async ({ signal }) => (await api('get', '/api/v1/providers', { signal })).items,
});

export const nameOf = (mailbox: Pick<Mailbox, 'display_name' | 'email'>): string => mailbox.display_name ?? mailbox.email;

export const PROVIDER_NAMES: Record<Schemas['Provider'], string> = { imap: 'IMAP', gmail: 'Google', outlook: 'Microsoft' };

type Tone = 'neutral' | 'success' | 'warning' | 'danger';

/** What a status means to the owner. */
export const STATUS: Record<Schemas['ConnectionStatus'], { label: string; tone: Tone }> = {
  connecting: { label: 'Connecting', tone: 'neutral' },
  connected: { label: 'Connected', tone: 'success' },
  error: { label: 'Retrying', tone: 'warning' },
  authentication_failed: { label: 'Needs its password', tone: 'danger' },
  needs_sign_in: { label: 'Needs a new sign-in', tone: 'danger' },
  suspended: { label: 'Suspended', tone: 'warning' },
};

/** Whether nothing happens until the owner does something. */
export const waitsForOwner = ({ status }: Pick<Mailbox, 'status'>): boolean =>
  status === 'authentication_failed' || status === 'needs_sign_in';

export const canManage = ({ access }: Pick<Mailbox, 'access'>): boolean => access === 'owner' || access === 'manage';

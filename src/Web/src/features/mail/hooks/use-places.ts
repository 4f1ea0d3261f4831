import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { connectionsQuery, labelsQuery, type Connection, type Label } from '@/features/mail/api/mailboxes';
import type { Places } from '@/features/mail/hooks/placement';

interface Mailboxes extends Places {
  connections: readonly Connection[];
  list: readonly Label[];
  ready: boolean;
}

const NO_CONNECTIONS: readonly Connection[] = [];
const NO_LABELS: readonly Label[] = [];

/** Returns the user's mailboxes with their labels and folders. */
export function usePlaces(): Mailboxes {
  const { data: connections = NO_CONNECTIONS } = useQuery(connectionsQuery);
  const { data: list = NO_LABELS, isSuccess: ready } = useQuery(labelsQuery);
  return useMemo(() => {
    const labelled = new Set(connections.filter(({ provider }) => provider === 'gmail').map(({ id }) => id));
    return {
      connections,
      list,
      ready,
      labels: new Map(list.map((label) => [label.id, label])),
      hasLabels: (id: string) => labelled.has(id),
    };
  }, [connections, list, ready]);
}

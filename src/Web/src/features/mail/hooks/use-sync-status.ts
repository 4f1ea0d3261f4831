import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { mailKeys } from '@/features/mail/api/mail-keys';
import { isFilling, syncQuery, type SyncStatus } from '@/features/mail/api/mailboxes';

// Filling has no events of its own.
const PERIOD = 2_000;
const NONE: readonly SyncStatus[] = [];

/** Returns the sync status of all mailboxes. While one is being filled, follows it and shows what has arrived. */
export function useSyncStatus(): readonly SyncStatus[] {
  const client = useQueryClient();
  const { data = NONE } = useQuery({
    ...syncQuery,
    refetchInterval: (query) => (query.state.data?.some(isFilling) ? PERIOD : false),
  });
  const synced = data.reduce((sum, status) => sum + status.messages_synced, 0);
  const filling = data.some(isFilling);
  const previous = useRef({ synced, filling });
  useEffect(() => {
    const before = previous.current;
    previous.current = { synced, filling };
    if (!before.filling || before.synced === synced) return;
    void client.invalidateQueries({ queryKey: mailKeys.lists });
    void client.invalidateQueries({ queryKey: mailKeys.labels });
  }, [client, synced, filling]);
  return data;
}

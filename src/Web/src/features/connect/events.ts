import { onEvent } from '@/lib/events/event-registry';
import { mailboxesQuery } from '@/lib/mailboxes/mailboxes';

/** Keeps the mailboxes and their health as the server knows them. */
export default function register(): void {
  onEvent('connection.*', (_, client) => {
    void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
    void client.invalidateQueries({ queryKey: ['health'] });
  });
  onEvent('sync.*', (_, client) => {
    void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
    void client.invalidateQueries({ queryKey: ['health'] });
    void client.invalidateQueries({ queryKey: ['sync-status'] });
  });
}

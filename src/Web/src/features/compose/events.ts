import { draftKeys } from '@/features/compose/api/drafts';
import { sourceKeys } from '@/features/compose/api/sources';
import { onEvent } from '@/lib/events/event-registry';

/** Keeps drafts, mailboxes and identities as they are on the server. */
export default function registerComposeEvents(): void {
  onEvent('draft.*', (_event, client) => void client.invalidateQueries({ queryKey: draftKeys.all }));
  onEvent('identities.updated', (_event, client) => void client.invalidateQueries({ queryKey: sourceKeys.identities }));
  onEvent('connection.*', (_event, client) => void client.invalidateQueries({ queryKey: sourceKeys.connections }));
}

import { onEvent } from '@/lib/events/event-registry';
import { templateKeys } from '@/lib/templates';

/** Keeps templates as they are on the server. */
export default function registerTemplateEvents(): void {
  onEvent('template.*', (_event, client) => void client.invalidateQueries({ queryKey: templateKeys.all }));
}

import { projectKeys } from '@/features/projects/api/project-api';
import { onEvent } from '@/lib/events/event-registry';

/** Keeps projects as they are on the server; their tasks are part of them. */
export default function registerProjectEvents(): void {
  onEvent('project.*', (_event, client) => void client.invalidateQueries({ queryKey: projectKeys.all }));
  onEvent('task.*', (_event, client) => void client.invalidateQueries({ queryKey: projectKeys.all }));
}

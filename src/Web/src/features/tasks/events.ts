import { taskKeys } from '@/features/tasks/api/task-api';
import { onEvent } from '@/lib/events/event-registry';

/** Keeps lists of tasks as they are on the server. */
export default function registerTaskEvents(): void {
  onEvent('task.*', (_event, client) => void client.invalidateQueries({ queryKey: taskKeys.all }));
}

import type { MailTask } from '@/features/tasks/api/task-api';

const DAY = 86_400_000;

export interface TaskGroup {
  title: string;
  tasks: MailTask[];
}

/** The title of the group of tasks that should be done already. */
export const OVERDUE = 'Overdue';
const TITLES = [OVERDUE, 'Today', 'This week', 'Later', 'Without a date'] as const;

/** The moment at which a task is over: of a task that is due on a day, the end of this day where the user is. */
export function endOf(task: Pick<MailTask, 'due_at' | 'due_has_time'>): number | null {
  if (!task.due_at) return null;
  if (task.due_has_time) return new Date(task.due_at).getTime();
  const [year = 0, month = 1, day = 1] = task.due_at.slice(0, 10).split('-').map(Number);
  return new Date(year, month - 1, day + 1).getTime();
}

/** Groups tasks that are not done by when they are due. */
export function groupByDue(tasks: readonly MailTask[], now = Date.now()): TaskGroup[] {
  const today = new Date(now);
  const tomorrow = new Date(today.getFullYear(), today.getMonth(), today.getDate() + 1).getTime();
  const groups = TITLES.map((title): TaskGroup => ({ title, tasks: [] }));
  for (const task of tasks) {
    const end = endOf(task);
    const at = end === null ? 4 : end <= now ? 0 : end <= tomorrow ? 1 : end <= tomorrow + 6 * DAY ? 2 : 3;
    groups[at]?.tasks.push(task);
  }
  return groups.filter((group) => group.tasks.length > 0);
}

/** Formats when a task is due: a day stays the same day in each time zone. */
export function formatDue(task: Pick<MailTask, 'due_at' | 'due_has_time'>): string | null {
  if (!task.due_at) return null;
  const options: Intl.DateTimeFormatOptions = { weekday: 'short', month: 'short', day: 'numeric' };
  return new Intl.DateTimeFormat(
    undefined,
    task.due_has_time ? { ...options, hour: 'numeric', minute: '2-digit' } : { ...options, timeZone: 'UTC' },
  ).format(new Date(task.due_at));
}

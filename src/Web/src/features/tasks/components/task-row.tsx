import { useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { changeTask, deleteTask, taskKeys, type MailTask } from '@/features/tasks/api/task-api';
import { formatDue } from '@/features/tasks/hooks/task-groups';
import { Badge } from '@/components/badge';
import { Checkbox } from '@/components/checkbox';
import { IconButton } from '@/components/icon-button';
import { TextLink } from '@/components/link';
import { runOptimistic } from '@/lib/optimistic';

const NOTHING = () => undefined;

/** A task with the sentences of mail that it is based on; each opens its message. */
export function TaskRow({ task, isLate = false }: { task: MailTask; isLate?: boolean }) {
  const client = useQueryClient();
  const isOver = task.status === 'done' || task.status === 'cancelled';
  const due = formatDue(task);
  const run = (commit: () => Promise<unknown>, failure: string) =>
    void runOptimistic({ client, keys: [], apply: NOTHING, commit, failure }).then(() =>
      client.invalidateQueries({ queryKey: taskKeys.all }),
    );
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-2 text-sm">
      <span className="pt-0.5">
        <Checkbox
          hideLabel
          label={`Done: ${task.title}`}
          checked={isOver}
          onCheckedChange={() => run(() => changeTask(task.id, { status: isOver ? 'open' : 'done' }), 'The task was not changed')}
        />
      </span>
      <div className="min-w-0 grow">
        <p className={isOver ? 'text-muted line-through' : 'font-medium'} dir="auto">
          {task.title}
        </p>
        {task.evidence.map((evidence) => (
          <p key={`${evidence.email_id}-${evidence.start}`} className="truncate text-xs text-muted">
            <TextLink to="/mail" search={{ thread: evidence.email_id }} title="Open the message">
              “{evidence.quote}”
            </TextLink>
          </p>
        ))}
      </div>
      {task.assignee && <bdi className="max-w-40 truncate text-xs text-muted">{task.assignee}</bdi>}
      {(task.priority === 'high' || task.priority === 'urgent') && (
        <Badge tone="warning">{task.priority === 'high' ? 'High' : 'Urgent'}</Badge>
      )}
      {due && <Badge tone={isLate ? 'danger' : 'neutral'}>{due}</Badge>}
      <IconButton
        icon={Trash2}
        label={`Delete: ${task.title}`}
        onClick={() => run(() => deleteTask(task.id), 'The task was not deleted')}
      />
    </li>
  );
}

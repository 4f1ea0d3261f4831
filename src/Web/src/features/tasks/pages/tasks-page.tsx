import { useInfiniteQuery } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { tasksQuery, type MailTask, type TaskFilters } from '@/features/tasks/api/task-api';
import { NewTaskForm } from '@/features/tasks/components/new-task-form';
import { TaskRow } from '@/features/tasks/components/task-row';
import { groupByDue, OVERDUE } from '@/features/tasks/hooks/task-groups';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { Select } from '@/components/select';
import { useFilters } from '@/lib/use-filters';

const MINE: TaskFilters = { status: ['open', 'in_progress'], assigned_to: 'me' };
const VIEWS: readonly { value: string; label: string; filters: TaskFilters }[] = [
  { value: '', label: 'For me', filters: MINE },
  { value: 'others', label: 'For others', filters: { status: ['open', 'in_progress'], assigned_to: 'others' } },
  { value: 'done', label: 'Done', filters: { status: ['done', 'cancelled'] } },
];

export default function TasksPage() {
  const [{ view = '' }, setFilters] = useFilters(['view']);
  const query = useInfiniteQuery(tasksQuery(VIEWS.find(({ value }) => value === view)?.filters ?? MINE));
  const tasks = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader
        title="Tasks"
        actions={
          <Select
            aria-label="Tasks"
            options={VIEWS}
            value={view}
            onChange={(event) => setFilters({ view: event.target.value })}
          />
        }
      />
      {view === '' && <NewTaskForm />}
      <Loaded query={{ data: tasks, error: query.error, refetch: query.refetch }}>
        {(all) =>
          all.length === 0 ? (
            <Nothing view={view} />
          ) : view === 'done' ? (
            <List title="Done" tasks={all} />
          ) : (
            groupByDue(all).map((group) => <List key={group.title} {...group} />)
          )
        }
      </Loaded>
      {query.hasNextPage && (
        <div className="p-4">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

function List({ title, tasks }: { title: string; tasks: readonly MailTask[] }) {
  return (
    <section aria-label={title}>
      <h2 className="px-4 pt-4 pb-1 text-xs font-semibold text-muted">{title}</h2>
      <ul>
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} isLate={title === OVERDUE} />
        ))}
      </ul>
    </section>
  );
}

function Nothing({ view }: { view: string }) {
  return (
    <EmptyState icon={ListChecks} title={view === 'done' ? 'Nothing is done yet' : 'No tasks'}>
      {view === 'others'
        ? 'What you ask of others, and what they promise you, appears here with the sentence.'
        : 'What people ask of you, and what you promise, appears here with the sentence. Or add a task yourself.'}
    </EmptyState>
  );
}

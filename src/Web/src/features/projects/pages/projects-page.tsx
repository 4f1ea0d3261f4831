import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { FolderKanban } from 'lucide-react';
import { detectProjects, projectKeys, projectsQuery, type ListedProject } from '@/features/projects/api/project-api';
import { ConcernBadge } from '@/features/projects/components/concern-badge';
import { ProjectDetail } from '@/features/projects/components/project-detail';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { formatCount, formatRelative } from '@/lib/format';
import { showToast } from '@/lib/toasts';
import { useFilters } from '@/lib/use-filters';
import { useSubmit } from '@/lib/use-submit';

export default function ProjectsPage() {
  const client = useQueryClient();
  const [{ project: openId }, setFilters] = useFilters(['project']);
  const reload = () => void client.invalidateQueries({ queryKey: projectKeys.all });
  if (openId) return <ProjectDetail key={openId} id={openId} onBack={() => setFilters({ project: '' })} onChanged={reload} />;
  return <Projects onOpen={(id) => setFilters({ project: id })} onChanged={reload} />;
}

function Projects({ onOpen, onChanged }: { onOpen: (id: string) => void; onChanged: () => void }) {
  const query = useInfiniteQuery(projectsQuery);
  const submission = useSubmit();
  const projects = query.data?.pages.flatMap((page) => page.items);
  const detect = async () => {
    const done = await submission.run(async () => {
      const { created, extended } = await detectProjects();
      showToast({ text: `${formatCount(created)} new projects, ${formatCount(extended)} extended.`, duration: 10_000 });
    });
    if (done) onChanged();
  };
  const button = (
    <Button busy={submission.busy} onClick={() => void detect()}>
      Find projects in my mail
    </Button>
  );
  return (
    <>
      <PageHeader title="Projects" actions={button} />
      {submission.error && <ErrorState error={submission.error} compact />}
      <Loaded query={{ data: projects, error: query.error, refetch: query.refetch }}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={FolderKanban} title="No projects" action={button}>
              Threads that belong together become a project, with their people, their tasks, and the reasons.
            </EmptyState>
          ) : (
            <ul>
              {all.map((listed) => (
                <Row key={listed.project.id} listed={listed} onOpen={onOpen} />
              ))}
            </ul>
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

function Row({ listed, onOpen }: { listed: ListedProject; onOpen: (id: string) => void }) {
  const { project } = listed;
  return (
    <li className="border-b border-line">
      <button
        type="button"
        className="flex w-full items-center gap-3 px-4 py-2 text-start text-sm hover:bg-hover max-md:flex-wrap"
        onClick={() => onOpen(project.id)}
      >
        <span className="min-w-0 grow truncate font-medium" dir="auto">
          {project.name}
        </span>
        <ConcernBadge concern={listed.concern} />
        <span className="text-xs text-muted">{formatCount(listed.thread_count)} threads</span>
        <span className="text-xs text-muted">{formatCount(listed.open_task_count)} open tasks</span>
        <time dateTime={listed.last_activity_at} className="text-xs text-muted">
          {formatRelative(listed.last_activity_at)}
        </time>
      </button>
    </li>
  );
}

import { useQuery } from '@tanstack/react-query';
import {
  changeProject,
  overviewQuery,
  projectEmailsQuery,
  projectTasksQuery,
  type ProjectOverview,
} from '@/features/projects/api/project-api';
import { ConcernBadge } from '@/features/projects/components/concern-badge';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Facts } from '@/components/facts';
import { TextLink } from '@/components/link';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { formatCount, formatDateTime, formatListDate, formatRelative } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  id: string;
  onBack: () => void;
  onChanged: () => void;
}

/** A project: what its mail is about, who is in it, what is open, and its messages with the reasons for which they belong to it. */
export function ProjectDetail({ id, onBack, onChanged }: Props) {
  const overview = useQuery(overviewQuery(id));
  const submission = useSubmit();
  const finish = async () => {
    if (await submission.run(() => changeProject(id, { status: 'done' }))) {
      onChanged();
      onBack();
    }
  };
  return (
    <>
      <PageHeader
        title={overview.data?.listed.project.name ?? 'Project'}
        actions={
          <>
            <Button onClick={onBack}>All projects</Button>
            <Button busy={submission.busy} onClick={() => void finish()}>
              Mark as done
            </Button>
          </>
        }
      />
      {submission.error && <ErrorState error={submission.error} compact />}
      <Loaded query={overview}>{(found) => <Overview overview={found} />}</Loaded>
      <Tasks id={id} />
      <Emails id={id} />
    </>
  );
}

function Overview({ overview }: { overview: ProjectOverview }) {
  const { listed, summary, members } = overview;
  return (
    <PageSection wide title="Overview" actions={<ConcernBadge concern={listed.concern} />}>
      {summary.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {summary.map((sentence) => (
            <li key={`${sentence.email_id}-${sentence.start}`} dir="auto">
              <TextLink to="/mail" search={{ thread: sentence.email_id }} title="Open the message">
                “{sentence.quote}”
              </TextLink>
            </li>
          ))}
        </ul>
      )}
      <Facts
        facts={[
          ['Due', listed.project.due_at && formatDateTime(listed.project.due_at)],
          ['Last activity', formatRelative(listed.last_activity_at)],
          ['Threads', formatCount(listed.thread_count)],
          ['Open tasks', formatCount(listed.open_task_count)],
          ['People', members.map((member) => member.name ?? member.email).join(', ') || null],
        ]}
      />
    </PageSection>
  );
}

function Tasks({ id }: { id: string }) {
  const tasks = useQuery(projectTasksQuery(id));
  if (tasks.data?.length === 0) return null;
  return (
    <PageSection wide title="Tasks" actions={<TextLink to="/tasks">All tasks</TextLink>}>
      <Loaded query={tasks}>
        {(all) => (
          <ul className="flex flex-col gap-1 text-sm">
            {all.map((task) => (
              <li
                key={task.id}
                dir="auto"
                className={task.status === 'done' || task.status === 'cancelled' ? 'text-muted line-through' : ''}
              >
                {task.title}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </PageSection>
  );
}

function Emails({ id }: { id: string }) {
  const emails = useQuery(projectEmailsQuery(id));
  return (
    <PageSection wide title="Mail">
      <Loaded query={emails}>
        {(all) => (
          <ul className="flex flex-col gap-2 text-sm">
            {all.map(({ email, reasons }) => (
              <li key={email.id}>
                <div className="flex items-baseline gap-2">
                  <TextLink to="/mail" search={{ thread: email.id }} className="min-w-0 grow truncate">
                    {email.subject || 'No subject'}
                  </TextLink>
                  <bdi className="max-w-40 truncate text-muted">{email.from_name ?? email.from_email}</bdi>
                  <time dateTime={email.date} className="text-xs text-muted">
                    {formatListDate(email.date)}
                  </time>
                </div>
                {reasons.length > 0 && <p className="text-xs text-muted">{reasons.map((reason) => reason.words).join(' ')}</p>}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </PageSection>
  );
}

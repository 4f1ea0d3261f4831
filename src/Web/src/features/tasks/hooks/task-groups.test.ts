import { describe, expect, it } from 'vitest';
import type { MailTask } from '@/features/tasks/api/task-api';
import { endOf, groupByDue } from './task-groups';

const task = (title: string, due_at: string | null, due_has_time = false) => ({ title, due_at, due_has_time }) as MailTask;

describe('tasks by when they are due', () => {
  const now = new Date(2026, 11, 3, 12).getTime();

  it('counts a day until its end where the user is', () => {
    expect(endOf(task('x', '2026-12-03T00:00:00.000Z'))).toBe(new Date(2026, 11, 4).getTime());
    expect(endOf(task('x', '2026-12-03T08:30:00.000Z', true))).toBe(Date.parse('2026-12-03T08:30:00Z'));
    expect(endOf(task('x', null))).toBeNull();
  });

  it('puts each task into one group, in order', () => {
    const groups = groupByDue(
      [
        task('later', '2027-03-01T00:00:00.000Z'),
        task('none', null),
        task('today', '2026-12-03T00:00:00.000Z'),
        task('late', '2026-12-02T00:00:00.000Z'),
        task('week', '2026-12-06T00:00:00.000Z'),
      ],
      now,
    );
    expect(groups.map(({ title, tasks }) => [title, tasks.map((one) => one.title)])).toEqual([
      ['Overdue', ['late']],
      ['Today', ['today']],
      ['This week', ['week']],
      ['Later', ['later']],
      ['Without a date', ['none']],
    ]);
  });
});

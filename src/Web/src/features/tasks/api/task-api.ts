import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type MailTask = Schemas['MailTask'];
export type TaskState = Schemas['TaskState'];
export type TaskChanges = Schemas['MailTaskChangesRequest'];

const PAGE = 50;

/** Which tasks a list has. */
export interface TaskFilters {
  status: TaskState[];
  assigned_to?: Schemas['TaskAssignment'];
}

export const taskKeys = { all: ['tasks'] } as const;

export const tasksQuery = (filters: TaskFilters) =>
  infiniteQueryOptions({
    queryKey: [...taskKeys.all, filters],
    queryFn: ({ pageParam, signal }) =>
      api('get', '/api/v1/tasks', { query: { ...filters, page: pageParam, page_size: PAGE }, signal }),
    initialPageParam: 1,
    getNextPageParam: (page) => (page.has_next ? page.page + 1 : null),
  });

export const createTask = (title: string, due: string | null): Promise<MailTask> =>
  api('post', '/api/v1/tasks', { body: { title, due_at: due }, idempotencyKey: crypto.randomUUID() });

export const changeTask = (id: string, changes: TaskChanges): Promise<MailTask> =>
  api('patch', '/api/v1/tasks/{id}', { path: { id }, body: changes });

export const deleteTask = (id: string): Promise<unknown> => api('delete', '/api/v1/tasks/{id}', { path: { id } });

import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type ListedProject = Schemas['ListedProject'];
export type ProjectOverview = Schemas['ProjectOverview'];

const PAGE = 50;

export const projectKeys = {
  all: ['projects'],
  list: ['projects', 'list'],
  overview: (id: string) => ['projects', id, 'overview'],
  emails: (id: string) => ['projects', id, 'emails'],
  tasks: (id: string) => ['projects', id, 'tasks'],
} as const;

export const projectsQuery = infiniteQueryOptions({
  queryKey: projectKeys.list,
  queryFn: ({ pageParam, signal }) =>
    api('get', '/api/v1/projects', { query: { status: ['active'], page: pageParam, page_size: PAGE }, signal }),
  initialPageParam: 1,
  getNextPageParam: (page) => (page.has_next ? page.page + 1 : null),
});

export const overviewQuery = (id: string) =>
  queryOptions({
    queryKey: projectKeys.overview(id),
    queryFn: ({ signal }) => api('get', '/api/v1/projects/{id}/overview', { path: { id }, signal }),
  });

export const projectEmailsQuery = (id: string) =>
  queryOptions({
    queryKey: projectKeys.emails(id),
    queryFn: async ({ signal }) =>
      (await api('get', '/api/v1/projects/{id}/emails', { path: { id }, query: { page_size: PAGE }, signal })).items,
  });

export const projectTasksQuery = (id: string) =>
  queryOptions({
    queryKey: projectKeys.tasks(id),
    queryFn: async ({ signal }) =>
      (await api('get', '/api/v1/projects/{id}/tasks', { path: { id }, query: { page_size: PAGE }, signal })).items,
  });

export const detectProjects = (): Promise<Schemas['ProjectDetection']> =>
  api('post', '/api/v1/projects/detect', { idempotencyKey: crypto.randomUUID() });

export const changeProject = (id: string, changes: Schemas['ProjectChangesRequest']): Promise<unknown> =>
  api('patch', '/api/v1/projects/{id}', { path: { id }, body: changes });

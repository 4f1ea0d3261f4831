import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '@/lib/api/api-error';
import { runOptimistic, type OptimisticAction } from '@/lib/optimistic';
import { runLatestAction } from '@/lib/toasts';

const key = ['list'];
let client: QueryClient;

beforeEach(() => {
  client = new QueryClient();
  client.setQueryData(key, ['a', 'b']);
});

const remove = (commit: () => Promise<unknown>, undo?: OptimisticAction['undo']) =>
  runOptimistic({
    client,
    keys: [key],
    apply: () => client.setQueryData(key, ['b']),
    commit,
    failure: 'It was not removed',
    undo,
  });

test('A change shows before the server has answered', async () => {
  let answer: (value: unknown) => void = () => undefined;
  const running = remove(() => new Promise((resolve) => (answer = resolve)));
  await vi.waitFor(() => expect(client.getQueryData(key)).toEqual(['b']));
  answer(null);
  expect(await running).toBe(true);
  expect(client.getQueryData(key)).toEqual(['b']);
});

test('A refused change is taken back', async () => {
  expect(await remove(() => Promise.reject(ApiError.unreachable()))).toBe(false);
  expect(client.getQueryData(key)).toEqual(['a', 'b']);
});

test('Undo restores the list at once and reverts after the change', async () => {
  const calls: string[] = [];
  let answer: (value: unknown) => void = () => undefined;
  const commit = () =>
    new Promise((resolve) => {
      answer = resolve;
    }).then(() => calls.push('commit'));
  const running = remove(commit, { text: 'Removed', revert: () => Promise.resolve(calls.push('revert')) });
  await vi.waitFor(() => expect(client.getQueryData(key)).toEqual(['b']));

  runLatestAction();
  expect(client.getQueryData(key)).toEqual(['a', 'b']);
  answer(null);
  await running;
  await vi.waitFor(() => expect(calls).toEqual(['commit', 'revert']));
});

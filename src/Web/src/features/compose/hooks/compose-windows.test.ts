import { renderHook, act } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { closeAllWindows, closeWindow, openWindow, updateWindow, useWindows } from '@/features/compose/hooks/compose-windows';

afterEach(() => act(closeAllWindows));

const open = (...requests: Parameters<typeof openWindow>[0][]) => {
  const { result } = renderHook(useWindows);
  act(() => requests.forEach((request) => openWindow(request)));
  return result;
};

test('a third window makes a bar of the oldest', () => {
  const windows = open({ mode: 'new' }, { mode: 'new' }, { mode: 'new' });
  expect(windows.current.map(({ minimized }) => minimized)).toEqual([true, false, false]);
});

test('the same reply or draft is opened once', () => {
  const windows = open({ mode: 'reply', emailId: 'm1' }, { mode: 'reply', emailId: 'm1' }, { mode: 'forward', emailId: 'm1' });
  expect(windows.current).toHaveLength(2);
  act(() => updateWindow(windows.current[0]?.key ?? 0, { draftId: 'd1', minimized: true }));
  act(() => openWindow({ mode: 'new', draftId: 'd1' }));
  expect(windows.current).toHaveLength(2);
  expect(windows.current.at(-1)).toMatchObject({ draftId: 'd1', minimized: false });
});

test('a window that is shown again is not the next to become a bar', () => {
  const windows = open({ mode: 'new' }, { mode: 'new' }, { mode: 'new' });
  const first = windows.current[0]?.key ?? 0;
  act(() => updateWindow(first, { minimized: false }));
  expect(windows.current.find(({ key }) => key === first)?.minimized).toBe(false);
  act(() => closeWindow(first));
  expect(windows.current).toHaveLength(2);
});

import { afterEach, expect, test, vi } from 'vitest';
import { handleKey, registerShortcut } from '@/lib/keyboard';

const undo: (() => void)[] = [];
const on = (keys: string, inFields = false) => {
  const run = vi.fn();
  undo.push(registerShortcut({ keys, label: keys, group: 'Test', run, inFields }));
  return run;
};
const press = (key: string, init: KeyboardEventInit = {}, target: HTMLElement = document.body) => {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...init });
  Object.defineProperty(event, 'target', { value: target });
  handleKey(event);
};

afterEach(() => {
  undo.splice(0).forEach((remove) => remove());
  document.body.replaceChildren();
  press('Escape');
});

test('Sequences take two keys, and their parts stay free', () => {
  const inbox = on('g i');
  const other = on('i');
  press('g');
  press('i');
  expect(inbox).toHaveBeenCalledOnce();
  expect(other).not.toHaveBeenCalled();
  press('i');
  expect(other).toHaveBeenCalledOnce();
});

test('Letters are not taken from a field, shortcuts with Ctrl are', () => {
  const archive = on('e');
  const palette = on('Mod+K');
  const field = document.createElement('input');
  press('e', {}, field);
  press('k', { ctrlKey: true }, field);
  expect(archive).not.toHaveBeenCalled();
  expect(palette).toHaveBeenCalledOnce();
});

test('The shortcut registered last counts', () => {
  const shell = on('x');
  const page = on('x');
  press('x');
  expect(page).toHaveBeenCalledOnce();
  expect(shell).not.toHaveBeenCalled();
});

test('An open dialog keeps its keys', () => {
  const archive = on('e');
  const dialog = document.createElement('div');
  dialog.setAttribute('role', 'dialog');
  document.body.append(dialog);
  press('e');
  expect(archive).not.toHaveBeenCalled();
});

test('Shift names letters, not signs', () => {
  const unread = on('Shift+U');
  const help = on('?');
  press('U', { shiftKey: true });
  press('?', { shiftKey: true });
  expect(unread).toHaveBeenCalledOnce();
  expect(help).toHaveBeenCalledOnce();
});

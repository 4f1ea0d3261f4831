import { expect, test } from 'vitest';
import { searchCommands, type Command } from '@/lib/commands';
import { backoff } from '@/lib/events/backoff';
import { formatSize } from '@/lib/format';

const command = (label: string, group = 'Go to'): Command => ({ id: label, label, group, run: () => undefined });

test('Commands are found by any of their words, the beginning first', () => {
  const all = [command('Light theme', 'Appearance'), command('Theme of the system', 'Appearance'), command('Mail')];
  expect(searchCommands(all, 'theme').map((found) => found.label)).toEqual(['Theme of the system', 'Light theme']);
  expect(searchCommands(all, 'appear light')).toHaveLength(1);
  expect(searchCommands(all, '')).toHaveLength(3);
});

test('Waits double up to half a minute, with jitter below', () => {
  expect(backoff(0, () => 1)).toBe(500);
  expect(backoff(3, () => 0)).toBe(2_000);
  expect(backoff(50, () => 1)).toBe(30_000);
});

test('Sizes have one decimal below ten', () => {
  expect(formatSize(0)).toMatch(/^0 /);
  expect(formatSize(1_400_000)).toMatch(/^1\.4/);
  expect(formatSize(25_300_000)).toMatch(/^25(?!\.)/);
});

import { describe, expect, it } from 'vitest';
import { divideText, findLinks } from '@/features/mail/hooks/text-parts';

describe('divideText', () => {
  it('keeps a text without quotes whole', () => {
    expect(divideText('One\n\nTwo')).toEqual([{ quoted: false, text: 'One\n\nTwo' }]);
  });

  it('puts the introduction with its quote', () => {
    expect(divideText('Yes.\n\nOn Monday, Ann wrote:\n> Shall we?\n> Ann\n')).toEqual([
      { quoted: false, text: 'Yes.\n' },
      { quoted: true, text: 'On Monday, Ann wrote:\n> Shall we?\n> Ann' },
    ]);
  });

  it('recognizes an introduction of two lines', () => {
    const parts = divideText('Yes.\n\nOn Mon, 3 Mar 2025 at 10:00, Ann Example\n<ann@example.org> wrote:\n\n> Shall we?');
    expect(parts.map((part) => part.quoted)).toEqual([false, true]);
    expect(parts[1]?.text.startsWith('On Mon')).toBe(true);
  });

  it('keeps answers between quotes', () => {
    expect(divideText('> One?\nYes.\n> Two?\nNo.').map((part) => part.quoted)).toEqual([true, false, true, false]);
  });
});

describe('findLinks', () => {
  it.each([
    ['See https://example.org/a_(b).', 'https://example.org/a_(b)', 'https://example.org/a_(b)'],
    ['(at https://example.org/a)', 'https://example.org/a', 'https://example.org/a'],
    ['www.example.org, please', 'www.example.org', 'http://www.example.org'],
    ['Write to ann@example.org!', 'ann@example.org', 'mailto:ann@example.org'],
    ['<https://example.org>', 'https://example.org', 'https://example.org'],
  ])('%s', (text, found, href) => {
    const runs = findLinks(text);
    expect(runs.find((run) => run.href)).toEqual({ text: found, href });
    expect(runs.map((run) => run.text).join('')).toBe(text);
  });

  it('leaves other schemes alone', () => {
    expect(findLinks('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }]);
  });
});

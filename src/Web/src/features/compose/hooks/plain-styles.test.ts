import { expect, test } from 'vitest';
import { stylesToElements, withoutStyles } from '@/features/compose/hooks/plain-styles';

test('styles that mean a format become elements', () => {
  expect(stylesToElements('<p style="color:red"><span style="font-weight:700;font-style: italic">a</span></p>')).toBe(
    '<p><span><em><strong>a</strong></em></span></p>',
  );
  expect(
    stylesToElements(
      '<span style="text-decoration-line:line-through">a</span><a href="#" style="text-decoration:underline">b</a>',
    ),
  ).toBe('<span><s>a</s></span><a href="#">b</a>');
});

test('a <b> that is not bold is no format', () => {
  expect(stylesToElements('<b style="font-weight:normal"><p>a</p></b>')).toBe('<p>a</p>');
});

test('nothing is left for the policy to report, and text that looks like a style stays', () => {
  expect(withoutStyles("<style>p{}</style><p style='x'>my style='x'</p><td style=color:red>")).toBe(
    "<p data-style='x'>my style='x'</p><td data-style=color:red>",
  );
});

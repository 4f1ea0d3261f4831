import { expect, test } from 'vitest';
import { fromEditor, hasForeignFormat, htmlToText, textToHtml, toEditor } from '@/features/compose/hooks/body-html';

test('empty lines stay empty lines on the way to the editor and back', () => {
  const sent = '<div>One</div><div><br></div><div>Two</div>';
  expect(toEditor(sent)).toBe('<div>One</div><div></div><div>Two</div>');
  expect(fromEditor(toEditor(sent))).toBe(sent);
  expect(fromEditor('<div></div>')).toBe('');
});

test('text has the lines of its HTML and the other way round', () => {
  const text = 'One\n\nTwo <b> & "three"';
  expect(htmlToText(textToHtml(text))).toBe(text);
  expect(htmlToText('<p>One<br>Two</p><ul><li>a</li><li>b</li></ul><blockquote><p>said</p></blockquote>')).toBe(
    'One\nTwo\n- a\n- b\nsaid',
  );
  expect(htmlToText('<style>p{}</style><p>One</p>')).toBe('One');
});

test('formats that the editor does not know are noticed', () => {
  expect(hasForeignFormat('<table><tr><td>1</td></tr></table>')).toBe(true);
  expect(hasForeignFormat('<p style="color:red">a</p>')).toBe(true);
  expect(hasForeignFormat('<div><b>bold</b> <a href="https://example.org">link</a></div>')).toBe(false);
});

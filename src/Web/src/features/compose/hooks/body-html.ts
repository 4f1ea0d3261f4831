import { stylesToElements, withoutStyles } from '@/features/compose/hooks/plain-styles';

const EMPTY_LINE = /<(p|div)([^>]*)>\s*<br\s*\/?>\s*<\/\1>/gi;

/** Returns the HTML of a message as the editor takes it: a line break that only keeps an empty line open would become a second one. */
export const toEditor = (html: string): string => stylesToElements(html).replace(EMPTY_LINE, '<$1$2></$1>');

/** Returns the editor's HTML as it is sent: without a line break, other mail programs would not show an empty line. */
export const fromEditor = (html: string): string =>
  html === '<div></div>' ? '' : html.replaceAll('<div></div>', '<div><br></div>').replace(/<img data-src=/g, '<img src=');

const BLOCKS = new Set([
  'ADDRESS',
  'BLOCKQUOTE',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'HR',
  'LI',
  'OL',
  'P',
  'PRE',
  'TABLE',
  'TR',
  'UL',
]);

/** Returns the text of HTML, with its lines. */
export function htmlToText(html: string): string {
  // A document of DOMParser loads and executes nothing.
  const { body } = new DOMParser().parseFromString(withoutStyles(html).replace(EMPTY_LINE, '<$1$2></$1>'), 'text/html');
  let text = '';
  const breakLine = () => {
    if (text && !text.endsWith('\n')) text += '\n';
  };
  const visit = (node: Node) => {
    if (node.nodeType === Node.TEXT_NODE) text += (node.textContent ?? '').replace(/\s+/g, ' ');
    if (!(node instanceof Element) || /^(STYLE|SCRIPT|HEAD|TITLE)$/.test(node.tagName)) return;
    const isBlock = BLOCKS.has(node.tagName);
    if (isBlock) breakLine();
    if (node.tagName === 'BR') text += '\n';
    if (node.tagName === 'LI') text += '- ';
    if (isBlock && node.childNodes.length === 0) text += '\n';
    node.childNodes.forEach(visit);
    if (isBlock) breakLine();
  };
  body.childNodes.forEach(visit);
  return text.trimEnd();
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Returns text as HTML with the same lines. */
export const textToHtml = (text: string): string =>
  text === ''
    ? ''
    : text
        .split(/\r?\n/)
        .map(
          (line) =>
            `<div>${line.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char).replace(/ {2}/g, ' &nbsp;') || '<br>'}</div>`,
        )
        .join('');

/** Returns true if the editor would lose a part of the HTML, such as a table. */
export const hasForeignFormat = (html: string): boolean => /<(table|font|center|video|svg)\b|\sstyle\s*=|<style\b/i.test(html);

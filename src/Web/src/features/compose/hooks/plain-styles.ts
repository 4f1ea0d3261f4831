const STYLE = /\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)/gi;

/** Removes <style> elements, and renames style attributes: the content security policy reports both wherever HTML is parsed. */
export const withoutStyles = (html: string): string =>
  html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, '').replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(STYLE, ' data-style=$1'));

const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/font-weight:\s*(bold|[6-9]00)/i, 'strong'],
  [/font-style:\s*italic/i, 'em'],
  [/text-decoration[^:;]*:[^;]*underline/i, 'u'],
  [/text-decoration[^:;]*:[^;]*line-through/i, 's'],
];

/** Returns HTML in which bold, italic and crossed-out words are elements instead of styles, as the editor reads them. */
export function stylesToElements(html: string): string {
  const renamed = withoutStyles(html);
  if (!renamed.includes('data-style=')) return renamed;
  const { body } = new DOMParser().parseFromString(renamed, 'text/html');
  for (const element of body.querySelectorAll<HTMLElement>('[data-style]')) {
    const style = element.dataset.style ?? '';
    element.removeAttribute('data-style');
    for (const [pattern, tag] of FORMATS) {
      // An underlined link is only a link.
      if (!pattern.test(style) || (tag === 'u' && element.tagName === 'A')) continue;
      const format = body.ownerDocument.createElement(tag);
      format.append(...element.childNodes);
      element.append(format);
    }
    // Some programs wrap all of a text in a <b> that is not bold.
    if (/^(B|STRONG)$/.test(element.tagName) && /font-weight:\s*(normal|[1-5]00)/i.test(style))
      element.replaceWith(...element.childNodes);
  }
  return body.innerHTML;
}

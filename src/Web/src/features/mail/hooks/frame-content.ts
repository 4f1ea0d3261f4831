/** Where the address of an image in the message itself is set aside, since no frame may load it. */
const CONTENT_ID = 'data-cid';
const REMOTE = 'data-remote-src';

const STYLE = `
  :root { color-scheme: light; background: #fff; color: #1c1d21; }
  body { margin: 0; padding: 1px 0; font: 14px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: anywhere; }
  html { overflow-x: auto; overflow-y: hidden; }
  img { max-width: 100%; height: auto; }
  img[${REMOTE}]:not([src]), img[${CONTENT_ID}]:not([src]) { min-width: 16px; min-height: 16px; background: #f0f0f2; }
  a { color: #4640c8; }
  pre { white-space: pre-wrap; }
  blockquote { margin: 0 0 0 8px; padding-inline-start: 8px; border-inline-start: 2px solid #e4e4e7; }
  summary { display: inline-block; padding: 0 8px; border-radius: 4px; background: #f0f0f2; cursor: pointer; list-style: none; letter-spacing: 2px; }
  .ea-target { color: #5c5e66; font-size: 12px; }
`;

/** Returns the number of images that would be loaded from other servers. */
export const countRemoteImages = (html: string): number => html.split(` ${REMOTE}="`).length - 1;

/**
 * Writes a message into a frame's document. The HTML is the server's, which has rewritten it by an allow-list, so that its attributes have one
 * form; the frame runs no scripts in any case. Images in the message itself are set aside for showContentImages.
 */
export function writeFrame(document: Document, html: string, showRemote: boolean): void {
  const style = document.createElement('style');
  style.textContent = STYLE;
  document.head.replaceChildren(style);
  document.body.dir = 'auto';
  document.body.innerHTML = html.replaceAll(' src="cid:', ` ${CONTENT_ID}="`);
  if (showRemote) showRemoteImages(document);
  foldQuotes(document);
  document.querySelectorAll('a').forEach(showTarget);
}

function showRemoteImages(document: Document): void {
  for (const image of document.querySelectorAll<HTMLImageElement>(`img[${REMOTE}]`)) {
    image.referrerPolicy = 'no-referrer';
    image.src = image.getAttribute(REMOTE) ?? '';
  }
}

/** Shows images that are parts of the message, by their Content-ID. */
export function showContentImages(document: Document, urls: ReadonlyMap<string, string>): void {
  for (const image of document.querySelectorAll<HTMLImageElement>(`img[${CONTENT_ID}]`)) {
    const url = urls.get(decode(image.getAttribute(CONTENT_ID) ?? ''));
    if (url) image.src = url;
  }
}

/** Returns the Content-IDs of the images that a message shows. */
export const contentIdsOf = (document: Document): Set<string> =>
  new Set([...document.querySelectorAll(`img[${CONTENT_ID}]`)].map((image) => decode(image.getAttribute(CONTENT_ID) ?? '')));

function decode(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId;
  }
}

/** Folds quotes after which there is nothing to read. Answers between quotes stay as they are. */
function foldQuotes(document: Document): void {
  const quotes = [...document.querySelectorAll('blockquote')].filter((quote) => !quote.parentElement?.closest('blockquote'));
  const last = quotes.at(-1);
  if (!last || textAfter(last, document.body).trim() !== '' || textBefore(last, document.body).trim() === '') return;
  const fold = document.createElement('details');
  const summary = document.createElement('summary');
  summary.textContent = '•••';
  summary.title = 'Show the quoted text';
  fold.append(summary);
  last.replaceWith(fold);
  fold.append(last);
}

const textAfter = (element: Element, root: Element) => textBeside(element, root, (node) => node.nextSibling);
const textBefore = (element: Element, root: Element) => textBeside(element, root, (node) => node.previousSibling);

function textBeside(element: Element, root: Element, next: (node: Node) => Node | null): string {
  let text = '';
  for (let at: Node | null = element; at && at !== root; at = at.parentNode) {
    for (let beside = next(at); beside; beside = next(beside)) text += beside.textContent ?? '';
  }
  return text;
}

/** Names the host to which a link leads, if its text names another. */
function showTarget(link: HTMLAnchorElement): void {
  link.title = link.href;
  const host = misleadingHost(link.textContent ?? '', link.href);
  if (!host) return;
  const note = link.ownerDocument.createElement('span');
  note.className = 'ea-target';
  note.textContent = ` (leads to ${host})`;
  link.after(note);
}

/** Returns the host of a link whose text is the address of another site; null if the text promises nothing else. */
export function misleadingHost(text: string, href: string): string | null {
  const promised = /^\s*(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[/?#:]\S*)?\s*$/iu.exec(text)?.[1];
  if (!promised || !/^https?:/i.test(href)) return null;
  const host = hostOf(href);
  const named = hostOf(`http://${promised}`);
  if (!host || !named || host === named || host.endsWith(`.${named}`) || named.endsWith(`.${host}`)) return null;
  return host;
}

function hostOf(href: string): string | null {
  try {
    return new URL(href).hostname.replace(/^www\./, '');
  } catch {
    return null;
  }
}

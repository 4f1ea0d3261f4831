export interface TextPart {
  quoted: boolean;
  text: string;
}

const ATTRIBUTION =
  /^(?:.{0,200}(?:wrote|schrieb|a écrit|escribió|ha scritto)\s*:|-{2,}\s*(?:original message|forwarded message).*)\s*$/i;

/** Divides a plain text into what is new and what is quoted, with the line that introduces the quote. */
export function divideText(text: string): TextPart[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const quoted = lines.map((line) => line.startsWith('>'));
  for (let index = 0; index < lines.length; index++) {
    if (!quoted[index]) continue;
    // Back over blank lines to "... wrote:", which may be broken into two.
    let before = index - 1;
    while (before >= 0 && lines[before]?.trim() === '') before--;
    const one = lines[before] ?? '';
    const two = `${lines[before - 1] ?? ''} ${one}`;
    const from =
      ATTRIBUTION.test(one) && !/^on\b/i.test(lines[before - 1] ?? '')
        ? before
        : ATTRIBUTION.test(two.trim())
          ? before - 1
          : index;
    if (quoted[before] === false) quoted.fill(true, Math.max(0, from), index);
    while (quoted[index + 1]) index++;
  }
  const parts: TextPart[] = [];
  lines.forEach((line, index) => {
    const part = parts.at(-1);
    const isQuoted = quoted[index] ?? false;
    if (part && (part.quoted === isQuoted || (part.quoted && line.trim() === '' && quoted[index + 1]))) part.text += `\n${line}`;
    else parts.push({ quoted: isQuoted, text: line });
  });
  return parts.filter((part) => part.text.trim() !== '');
}

const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"]+|[^\s<>"(),;:]+@[^\s<>"(),;:]+\.[a-z]{2,}/gi;

export interface TextRun {
  text: string;
  href?: string;
}

/** Finds web and mail addresses in a text. Punctuation after an address is not part of it. */
export function findLinks(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let position = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const found = trimAddress(match[0]);
    if (match.index > position) runs.push({ text: text.slice(position, match.index) });
    runs.push({ text: found, href: hrefOf(found) });
    position = match.index + found.length;
  }
  if (position < text.length) runs.push({ text: text.slice(position) });
  return runs;
}

function trimAddress(found: string): string {
  const trimmed = found.replace(/[.,;:!?'"*\]}]+$/, '');
  // A bracket belongs to the address only if it was opened in it.
  return trimmed.endsWith(')') && !trimmed.includes('(') ? trimAddress(trimmed.slice(0, -1)) : trimmed;
}

const hrefOf = (found: string) =>
  /^https?:/i.test(found) ? found : found.toLowerCase().startsWith('www.') ? `http://${found}` : `mailto:${found}`;

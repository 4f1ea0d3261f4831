export interface HighlightRun {
  text: string;
  marked: boolean;
}

const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a highlighted text of the search: escaped text with the matches in <mark>. Anything else in it is text. */
export function readHighlights(html: string): HighlightRun[] {
  const runs: HighlightRun[] = [];
  let marked = false;
  for (const piece of html.split(/(<\/?mark>)/)) {
    if (piece === '<mark>') marked = true;
    else if (piece === '</mark>') marked = false;
    else if (piece) runs.push({ text: unescape(piece), marked });
  }
  return runs;
}

const unescape = (text: string) =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (reference, decimal?: string, hex?: string, name?: string) => {
    if (name) return REFERENCES[name] ?? reference;
    const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : reference;
  });

export interface HeaderField {
  name: string;
  value: string;
}

/** Returns the fields of a raw message's header in their order, each on one line. */
export function readHeaders(raw: string): HeaderField[] {
  const end = /\r?\n\r?\n/.exec(raw)?.index ?? raw.length;
  const lines = raw
    .slice(0, end)
    .replace(/\r?\n(?=[ \t])/g, '')
    .split(/\r?\n/);
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0
      ? [
          {
            name: line.slice(0, colon),
            value: line
              .slice(colon + 1)
              .replace(/\s+/g, ' ')
              .trim(),
          },
        ]
      : [];
  });
}

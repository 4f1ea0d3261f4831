export interface Suggestion {
  /** The whole query with the suggestion in place. */
  query: string;
  label: string;
  hint: string;
}

const OPERATORS: readonly (readonly [operator: string, hint: string])[] = [
  ['from:', 'a sender: name, address or domain'],
  ['to:', 'a recipient'],
  ['cc:', 'a recipient of a copy'],
  ['subject:', 'words of the subject'],
  ['has:attachment', 'with attachments'],
  ['is:unread', 'not read yet'],
  ['is:read', 'read'],
  ['is:starred', 'with a star'],
  ['in:inbox', 'in the inbox'],
  ['in:sent', 'sent by you'],
  ['in:trash', 'in the trash'],
  ['in:spam', 'in spam'],
  ['in:anywhere', 'trash and spam, too'],
  ['label:', 'a label or folder'],
  ['filename:', 'words of an attachment’s name'],
  ['newer_than:7d', 'of the last days, weeks (w), months (m) or years (y)'],
  ['older_than:1y', 'older than that'],
  ['after:', 'since a day, such as 2026-03-31'],
  ['before:', 'before a day'],
  ['larger:5M', 'larger than this'],
  ['smaller:100k', 'smaller than this'],
];

const MOST = 8;

/** Returns completions of the last word of a query: operators, and after "label:" the labels' names. */
export function suggest(query: string, labels: readonly string[]): Suggestion[] {
  const start = Math.max(query.lastIndexOf(' '), query.lastIndexOf('(')) + 1;
  const word = query.slice(start);
  const sign = word.startsWith('-') ? '-' : '';
  const typed = word.slice(sign.length).toLocaleLowerCase();
  const head = query.slice(0, start) + sign;
  const named = /^(label:|in:)(.+)/.exec(typed);
  if (named) {
    const [, operator = '', part = ''] = named;
    const found = labels.filter((label) => label.toLocaleLowerCase().includes(part));
    // A path with a space is one value only in quotation marks.
    const written = (label: string) => (/\s/.test(label) ? `"${label}"` : label);
    const places = operator === 'in:' ? complete(head, typed) : [];
    return [
      ...places,
      ...found.map((label) => ({
        query: `${head}${operator}${written(label)} `,
        label: operator + label,
        hint: 'label or folder',
      })),
    ].slice(0, MOST);
  }
  return complete(head, typed).slice(0, MOST);
}

const complete = (head: string, typed: string): Suggestion[] =>
  OPERATORS.filter(([operator]) => operator.startsWith(typed) && operator !== typed).map(([operator, hint]) => ({
    query: head + operator + (operator.endsWith(':') ? '' : ' '),
    label: operator,
    hint,
  }));

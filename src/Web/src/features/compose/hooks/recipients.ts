/** An address of a message that is being written. It may be incomplete: then `email` has what was typed. */
export interface Recipient {
  email: string;
  name: string | null;
  /** Why the server refused it. */
  refusal?: string;
}

// The server decides; this finds what is surely a slip while it can still be mended at a glance.
const ADDRESS =
  /^[^\s@<>(),;:"[\]]{1,64}@(?=.{3,255}$)[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?)+$/u;

export const isAddress = (text: string): boolean => ADDRESS.test(text);

/** Returns why mail cannot be sent to a recipient, or null if nothing speaks against it. */
export function faultOf({ email, refusal }: Recipient): string | null {
  if (refusal) return refusal;
  if (isAddress(email)) return null;
  return email.includes('@') ? 'This address is not complete.' : 'An address has an "@".';
}

/** Reads a typed or pasted list: "Ada <ada@example.org>, bob@example.org", divided by commas, semicolons or line ends. */
export function parseRecipients(text: string): Recipient[] {
  return divide(text)
    .map(parseOne)
    .filter((recipient): recipient is Recipient => recipient !== null);
}

/** Adds recipients that are not there yet, regardless of case. */
export function addRecipients(existing: readonly Recipient[], added: readonly Recipient[]): Recipient[] {
  const known = new Set(existing.map((recipient) => recipient.email.toLowerCase()));
  const fresh = added.filter(({ email }) => {
    const key = email.toLowerCase();
    return !known.has(key) && known.add(key);
  });
  return [...existing, ...fresh];
}

/** Writes a recipient as parseRecipients reads it. */
export function formatRecipient({ email, name }: Recipient): string {
  if (!name) return email;
  const plain = /^[^",;<>@]+$/.test(name) ? name : `"${name.replace(/(["\\])/g, '\\$1')}"`;
  return `${plain} <${email}>`;
}

/** Divides a list at separators outside of quotes and angle brackets; a blank divides bare addresses. */
function divide(text: string): string[] {
  const parts: string[] = [];
  let [part, quoted, angled] = ['', false, false];
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? '';
    if (char === '\\' && quoted) {
      part += char + (text[++index] ?? '');
      continue;
    }
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '<' || char === '>')) angled = char === '<';
    if (/[\r\n]/.test(char) || (!quoted && !angled && /[,;]/.test(char))) {
      parts.push(part);
      [part, quoted, angled] = ['', false, false];
    } else {
      part += char;
    }
  }
  return [...parts, part].flatMap((item) => {
    const words = item.trim().split(/\s+/);
    return words.length > 1 && words.every(isAddress) ? words : [item];
  });
}

function parseOne(text: string): Recipient | null {
  const trimmed = text.trim().replace(/^mailto:/i, '');
  if (!trimmed) return null;
  const named = /^(?<name>.*?)\s*<(?<email>[^<>]*)>$/su.exec(trimmed)?.groups;
  if (!named?.email?.trim()) return { email: trimmed, name: null };
  const name = (named.name ?? '').trim();
  const bare = /^"(?<inner>.*)"$/su.exec(name)?.groups?.inner?.replace(/\\(.)/g, '$1') ?? name;
  return { email: named.email.trim(), name: bare || null };
}

import { isAddress, type Recipient } from '@/features/compose/hooks/recipients';

// Enough for the contents of a long session; more would be felt while typing.
const MOST_NODES = 20_000;
const MOST_SHOWN = 6;

interface Known extends Recipient {
  /** How often it was seen. */
  count: number;
}

/** Addresses by their lower-case form. */
export type AddressBook = ReadonlyMap<string, Known>;

/** Finds the addresses in what was loaded: messages of lists, whole messages, and outgoing ones. What comes first counts more. */
export function collectAddresses(contents: readonly unknown[]): AddressBook {
  const book = new Map<string, Known>();
  const add = (email: unknown, name: unknown) => {
    if (typeof email !== 'string' || !isAddress(email)) return;
    const key = email.toLowerCase();
    const known = book.get(key);
    const given = typeof name === 'string' && name && name !== email ? name : null;
    if (known) Object.assign(known, { count: known.count + 1, name: known.name ?? given });
    else book.set(key, { email, name: given, count: 1 });
  };
  const waiting: unknown[] = [...contents];
  for (let index = 0; index < waiting.length && index < MOST_NODES; index++) {
    const node = waiting[index];
    if (Array.isArray(node)) {
      waiting.push(...(node as unknown[]));
    } else if (typeof node === 'object' && node !== null) {
      const fields = node as Record<string, unknown>;
      add(fields.from_email, fields.from_name);
      add(fields.email, fields.name);
      add(fields.address, null);
      waiting.push(...Object.values(fields).filter((value) => typeof value === 'object' && value !== null));
    }
  }
  return book;
}

/** Returns the addresses that match what was typed: those that begin with it before the others, then the more frequent ones. */
export function suggest(book: AddressBook, typed: string, chosen: readonly Recipient[]): Recipient[] {
  const text = typed.trim().toLocaleLowerCase();
  if (!text) return [];
  const taken = new Set(chosen.map(({ email }) => email.toLowerCase()));
  const found: { recipient: Known; rank: number }[] = [];
  for (const [key, recipient] of book) {
    const rank = taken.has(key) ? 0 : rankOf(recipient, text);
    if (rank > 0) found.push({ recipient, rank });
  }
  return found
    .sort((one, other) => other.rank - one.rank || other.recipient.count - one.recipient.count)
    .slice(0, MOST_SHOWN)
    .map(({ recipient: { email, name } }) => ({ email, name }));
}

function rankOf({ email, name }: Recipient, text: string): number {
  const words = (name ?? '').toLocaleLowerCase();
  const address = email.toLocaleLowerCase();
  if (address.startsWith(text) || words.startsWith(text)) return 3;
  if (words.split(/\s+/).some((word) => word.startsWith(text)) || address.split(/[.@_-]/).some((part) => part.startsWith(text)))
    return 2;
  return words.includes(text) || address.includes(text) ? 1 : 0;
}

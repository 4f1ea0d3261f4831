/** The initials of a name or address, in a colour of its own. Decorative: the name stands beside it. */
export function Avatar({ name, size = 32 }: { name: string; size?: 24 | 32 | 40 }) {
  return (
    <span
      aria-hidden
      className="inline-flex shrink-0 items-center justify-center rounded-full text-xs font-semibold text-white select-none"
      style={{ width: size, height: size, backgroundColor: `hsl(${String(hueOf(name))} 45% 38%)` }}
    >
      {initialsOf(name)}
    </span>
  );
}

function hueOf(name: string): number {
  let hash = 0;
  for (const char of name.toLocaleLowerCase()) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 360;
  return hash;
}

function initialsOf(name: string): string {
  const words = name
    .replace(/@.*/, '')
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '?')][0]?.toLocaleUpperCase()).join('');
}

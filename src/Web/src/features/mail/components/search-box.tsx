import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { labelsQuery } from '@/features/mail/api/mailboxes';
import { suggest } from '@/features/mail/hooks/search-operators';
import { fieldClasses } from '@/components/input';

/** The search on every page, with suggestions of operators; the page at /search shows what it found. */
export function SearchBox() {
  const { q = '' } = useSearch({ strict: false });
  // A search from elsewhere, such as a saved one, replaces what was typed.
  return <Box key={q} initial={q} />;
}

function Box({ initial }: { initial: string }) {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { data: labels = [] } = useQuery({ ...labelsQuery, enabled: open });
  const paths = [...new Set(labels.filter((label) => label.role === null).map((label) => label.path))];
  const suggestions = open ? suggest(query, paths) : [];
  const choose = (index: number) => {
    const chosen = suggestions[index];
    if (!chosen) return;
    setQuery(chosen.query);
    setActive(-1);
    input.current?.focus();
  };
  const handle = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && suggestions.length > 0) setActive((active + step + suggestions.length + 1) % (suggestions.length + 1));
    else if (event.key === 'Tab' && !event.shiftKey && active >= 0) choose(active);
    else if (event.key === 'Enter' && active >= 0) choose(active);
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };
  return (
    <form
      role="search"
      className="relative w-full max-w-xl"
      onSubmit={(event) => {
        event.preventDefault();
        if (!query.trim()) return;
        input.current?.blur();
        void navigate({ to: '/search', search: { q: query.trim() } });
      }}
    >
      <Search size={16} className="pointer-events-none absolute top-2 left-2 text-muted" aria-hidden />
      <input
        ref={input}
        id="search"
        name="q"
        type="search"
        role="combobox"
        aria-expanded={suggestions.length > 0}
        aria-controls="search-suggestions"
        aria-activedescendant={active >= 0 ? `search-suggestion-${String(active)}` : undefined}
        aria-autocomplete="list"
        aria-label="Search mail"
        placeholder="Search mail"
        autoComplete="off"
        spellCheck={false}
        className={`${fieldClasses} h-8 border-line ps-8`}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={handle}
      />
      <ul
        id="search-suggestions"
        role="listbox"
        aria-label="Suggestions"
        hidden={suggestions.length === 0}
        className="absolute inset-x-0 top-9 z-40 rounded-lg border border-line bg-raised p-1 shadow-float"
      >
        {suggestions.map((suggestion, index) => (
          <li
            key={suggestion.label}
            id={`search-suggestion-${String(index)}`}
            role="option"
            aria-selected={index === active}
            className={clsx(
              'flex h-8 items-center gap-3 rounded px-2 text-sm',
              index === active ? 'bg-selected' : 'hover:bg-hover',
            )}
            // The field keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(index);
            }}
          >
            <span className="font-medium whitespace-nowrap">{suggestion.label}</span>
            <span className="truncate text-muted">{suggestion.hint}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}

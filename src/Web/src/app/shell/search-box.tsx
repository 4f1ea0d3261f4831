import { useNavigate, useSearch } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { fieldClasses } from '@/components/input';

/** The search on every page; the page at /search shows what it found. */
export function SearchBox() {
  const navigate = useNavigate();
  const { q } = useSearch({ strict: false }) as { q?: string };
  return (
    <form
      role="search"
      className="relative w-full max-w-xl"
      onSubmit={(event) => {
        event.preventDefault();
        const text = new FormData(event.currentTarget).get('q');
        if (typeof text === 'string' && text.trim()) void navigate({ to: '/search', search: { q: text.trim() } });
      }}
    >
      <Search size={16} className="pointer-events-none absolute top-2 left-2 text-muted" aria-hidden />
      <input
        key={q}
        id="search"
        name="q"
        type="search"
        defaultValue={q}
        aria-label="Search mail"
        placeholder="Search mail"
        autoComplete="off"
        className={`${fieldClasses} h-8 border-line ps-8`}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </form>
  );
}

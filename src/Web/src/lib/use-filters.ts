import { useNavigate, useSearch } from '@tanstack/react-router';

type Filters<K extends string> = Partial<Record<K, string>>;

/** Keeps filters in the address of the page, so that they survive a reload and can be shared. An empty value removes a filter. */
export function useFilters<K extends string>(names: readonly K[]): [Filters<K>, (changes: Filters<K>) => void] {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const filters: Filters<K> = {};
  for (const name of names) {
    // The router reads numbers and booleans from the address.
    const value = search[name];
    if (value !== undefined && value !== null && value !== '') filters[name] = String(value);
  }
  const change = (changes: Filters<K>) => {
    const given = Object.fromEntries(
      Object.entries<string | undefined>(changes).map(([name, value]) => [name, value || undefined]),
    );
    void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...given }), replace: true });
  };
  return [filters, change];
}

import type { ReactNode } from 'react';

/** The filters of a list, above it. */
export function FilterBar({ children }: { children: ReactNode }) {
  return <div className="grid max-w-3xl gap-2 md:grid-flow-col md:auto-cols-fr">{children}</div>;
}

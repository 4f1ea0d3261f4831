import { useSyncExternalStore } from 'react';

export type Density = 'comfortable' | 'compact';

const listeners = new Set<() => void>();

export const readDensity = (): Density => (document.documentElement.dataset.density === 'compact' ? 'compact' : 'comfortable');

/** Applies a density at once and keeps it for this browser. */
export function setDensity(density: Density): void {
  if (density === 'compact') document.documentElement.dataset.density = density;
  else delete document.documentElement.dataset.density;
  try {
    if (density === 'compact') localStorage.setItem('density', density);
    else localStorage.removeItem('density');
  } catch {
    // Storage is blocked: the choice applies until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** For lists that compute the height of their rows; everything else follows the spacing of the theme. */
export function useDensity(): Density {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, readDensity);
}

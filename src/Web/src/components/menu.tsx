import type { LucideIcon } from 'lucide-react';
import { lazy, Suspense, type ReactNode } from 'react';

// Loaded after the first page; until then the button is there and does nothing.
const DropdownMenu = lazy(() => import('@/components/dropdown-menu'));

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Marks the chosen one of several. */
  checked?: boolean;
  onSelect: () => void;
}

export interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactNode;
  label: string;
  items: readonly (MenuItem | 'separator')[];
  align?: 'start' | 'end';
}

export function Menu(props: MenuProps) {
  return (
    <Suspense fallback={props.trigger}>
      <DropdownMenu {...props} />
    </Suspense>
  );
}

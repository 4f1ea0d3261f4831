import {
  CalendarClock,
  CircleHelp,
  FilePen,
  FolderKanban,
  Inbox,
  ListChecks,
  PenLine,
  Search,
  Send,
  Settings,
  ShieldCheck,
  type LucideIcon,
} from 'lucide-react';

export interface NavigationItem {
  label: string;
  path: string;
  icon: LucideIcon;
  keys?: string;
  adminOnly?: boolean;
}

/** The rail on the left, from top to bottom. */
export const navigation: readonly NavigationItem[] = [
  { label: 'Mail', path: '/mail', icon: Inbox, keys: 'g i' },
  { label: 'Search', path: '/search', icon: Search },
  { label: 'Ask', path: '/ask', icon: CircleHelp, keys: 'g a' },
  { label: 'Tasks', path: '/tasks', icon: ListChecks, keys: 'g t' },
  { label: 'Projects', path: '/projects', icon: FolderKanban, keys: 'g p' },
  { label: 'Drafts', path: '/drafts', icon: FilePen, keys: 'g d' },
  { label: 'Scheduled', path: '/scheduled', icon: CalendarClock, keys: 'g c' },
  { label: 'Outbox', path: '/outbox', icon: Send, keys: 'g o' },
  { label: 'Settings', path: '/settings', icon: Settings, keys: 'g s' },
  { label: 'Administration', path: '/admin', icon: ShieldCheck, adminOnly: true },
];

export const compose: NavigationItem = { label: 'Compose', path: '/compose', icon: PenLine, keys: 'c' };

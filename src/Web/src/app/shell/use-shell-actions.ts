import { useNavigate } from '@tanstack/react-router';
import { LogOut, Moon, Sun, SunMoon } from 'lucide-react';
import { compose, navigation } from '@/app/shell/navigation';
import { type Command, useCommands } from '@/lib/commands';
import { openCompose } from '@/lib/compose';
import { type Shortcut, useShortcuts } from '@/lib/keyboard';
import { signOut } from '@/lib/session/session';
import { useUser } from '@/lib/session/session-store';
import { setTheme } from '@/lib/theme';
import { runLatestAction } from '@/lib/toasts';

interface Actions {
  openPalette: () => void;
  openHelp: () => void;
}

/** Registers the shortcuts and commands that exist on every page. */
export function useShellActions({ openPalette, openHelp }: Actions): void {
  const navigate = useNavigate();
  const { role } = useUser();
  const places = [compose, ...navigation].filter((item) => !item.adminOnly || role === 'admin');
  const go = (path: string) => (path === compose.path ? openCompose({ mode: 'new' }) : void navigate({ to: path }));

  const shortcuts: Shortcut[] = [
    ...places.flatMap(({ label, path, keys }) => (keys ? [{ keys, label, group: 'Go to', run: () => go(path) }] : [])),
    { keys: '/', label: 'Search', group: 'Go to', run: () => document.getElementById('search')?.focus() },
    { keys: 'Mod+K', label: 'Command palette', group: 'Everywhere', run: openPalette },
    { keys: 'z', label: 'Undo', group: 'Everywhere', run: runLatestAction },
    { keys: '?', label: 'Shortcuts', group: 'Everywhere', run: openHelp },
  ];
  useShortcuts(shortcuts);

  const commands: Command[] = [
    ...places.map(({ label, path, keys, icon }) => ({ id: path, label, group: 'Go to', keys, icon, run: () => go(path) })),
    { id: 'theme-light', label: 'Light theme', group: 'Appearance', icon: Sun, run: () => setTheme('light') },
    { id: 'theme-dark', label: 'Dark theme', group: 'Appearance', icon: Moon, run: () => setTheme('dark') },
    { id: 'theme-system', label: "System's theme", group: 'Appearance', icon: SunMoon, run: () => setTheme('system') },
    { id: 'help', label: 'Shortcuts', group: 'Help', keys: '?', words: 'keyboard keys', run: openHelp },
    { id: 'sign-out', label: 'Sign out', group: 'Account', icon: LogOut, words: 'log out', run: () => void signOut() },
  ];
  useCommands(commands);
}

import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown, LogOut, Moon, Settings, Sun, SunMoon } from 'lucide-react';
import { Avatar } from '@/components/avatar';
import { Menu } from '@/components/menu';
import { signOut } from '@/lib/session/session';
import { useUser } from '@/lib/session/session-store';
import { setTheme, useTheme } from '@/lib/theme';

export function UserMenu() {
  const user = useUser();
  const theme = useTheme();
  const navigate = useNavigate();
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ') || user.email || 'Your account';
  return (
    <Menu
      label="Your account"
      trigger={
        <button type="button" className="flex h-10 items-center gap-2 rounded-md px-2 text-start hover:bg-hover">
          <Avatar name={name} size={24} />
          <span className="min-w-0 grow truncate text-sm">{name}</span>
          <ChevronsUpDown size={14} className="text-muted" aria-hidden />
        </button>
      }
      items={[
        { label: 'Settings', icon: Settings, onSelect: () => void navigate({ to: '/settings' }) },
        'separator',
        { label: 'Light', icon: Sun, checked: theme === 'light', onSelect: () => setTheme('light') },
        { label: 'Dark', icon: Moon, checked: theme === 'dark', onSelect: () => setTheme('dark') },
        { label: 'As the system', icon: SunMoon, checked: theme === 'system', onSelect: () => setTheme('system') },
        'separator',
        { label: 'Sign out', icon: LogOut, onSelect: () => void signOut() },
      ]}
    />
  );
}

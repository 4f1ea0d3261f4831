import { useNavigate } from '@tanstack/react-router';
import { ALL_MAILBOXES, PLACES } from '@/features/mail/hooks/mail-view';
import { PLACE_ICONS } from '@/features/mail/components/place-icons';
import { useCommands } from '@/lib/commands';
import { useShortcuts } from '@/lib/keyboard';

// "g i" and others are the shell's.
const KEYS: Readonly<Record<string, string>> = { sent: 'g t', everything: 'g a', starred: 'g *', trash: 'g #', junk: 'g !' };

/** Registers the keys and commands that go to the places of all mailboxes. */
export function useMailPlaceKeys(): void {
  const navigate = useNavigate();
  const places = Object.entries(PLACES)
    .filter(([folder]) => folder !== 'inbox')
    .map(([folder, label]) => ({
      id: `place-${folder}`,
      label,
      group: 'Go to',
      keys: KEYS[folder],
      icon: PLACE_ICONS[folder],
      run: () => void navigate({ to: `/mail/${ALL_MAILBOXES}/${folder}` }),
    }));
  useCommands(places);
  useShortcuts(places.flatMap(({ keys, ...place }) => (keys ? [{ ...place, keys }] : [])));
}

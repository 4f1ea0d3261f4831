import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from '@/features/mail/api/mailboxes';
import { MailboxFolders } from '@/features/mail/components/mailbox-folders';
import { SavedSearches } from '@/features/mail/components/saved-searches';
import { PLACE_ICONS } from '@/features/mail/components/place-icons';
import { TreeLink } from '@/features/mail/components/tree-link';
import { ALL_MAILBOXES, PLACES } from '@/features/mail/hooks/mail-view';
import { usePlaces } from '@/features/mail/hooks/use-places';
import { useMailPlaceKeys } from '@/features/mail/hooks/use-mail-place-keys';
import { useSyncStatus } from '@/features/mail/hooks/use-sync-status';
import { Skeleton } from '@/components/skeleton';

// The navigation above has a page for drafts.
const TREE_PLACES = Object.entries(PLACES).filter(([folder]) => folder !== 'drafts');

/** The places of all mailboxes, each mailbox with its folders, and the saved searches; below the navigation. */
export default function MailboxTree() {
  const { data: connections, error } = useQuery(connectionsQuery);
  const { list } = usePlaces();
  const statuses = useSyncStatus();
  useMailPlaceKeys();
  if (error) return <p className="px-2 py-1 text-xs text-danger">The mailboxes could not be loaded. Reload the page.</p>;
  if (!connections) return <Skeleton className="m-2 h-24" />;
  if (connections.length === 0) return null;
  const own = new Set(connections.filter((connection) => connection.owned).map((connection) => connection.id));
  const unread = (role: string) =>
    list
      .filter((label) => label.role === role && own.has(label.connection_id))
      .reduce((sum, label) => sum + label.unread_count, 0);
  return (
    <nav aria-label="Mailboxes" className="flex flex-col gap-3">
      <ul className="flex flex-col border-t border-line pt-2">
        {TREE_PLACES.map(([folder, name]) => (
          <li key={folder}>
            <TreeLink
              mailbox={ALL_MAILBOXES}
              folder={folder}
              name={name}
              icon={PLACE_ICONS[folder]}
              unread={folder === 'inbox' || folder === 'junk' ? unread(folder) : 0}
            />
          </li>
        ))}
      </ul>
      {connections.map((connection) => (
        <MailboxFolders
          key={connection.id}
          connection={connection}
          isOnly={connections.length === 1 && connection.owned}
          labels={list.filter((label) => label.connection_id === connection.id)}
          status={statuses.find((status) => status.connection_id === connection.id)}
        />
      ))}
      <SavedSearches />
    </nav>
  );
}

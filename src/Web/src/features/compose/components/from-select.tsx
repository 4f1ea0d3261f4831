import { useQueries } from '@tanstack/react-query';
import { useId } from 'react';
import { Select } from '@/components/select';
import { identitiesQuery, type Connection } from '@/features/compose/api/sources';
import type { Identity } from '@/features/compose/hooks/reply';

interface Props {
  connections: readonly Connection[];
  connectionId: string;
  identityId: string | null;
  onChange: (connectionId: string, identityId: string) => void;
  /** True where the mailbox cannot change, as in replies. */
  fixedMailbox: boolean;
}

/** The choice of the address from which a message is sent, of all mailboxes. */
export function FromSelect({ connections, connectionId, identityId, onChange, fixedMailbox }: Props) {
  const id = useId();
  const offered = fixedMailbox ? connections.filter((mailbox) => mailbox.id === connectionId) : connections;
  const lists = useQueries({ queries: offered.map((mailbox) => identitiesQuery(mailbox.id)) });
  const options = offered.flatMap((mailbox, index) =>
    (lists[index]?.data ?? []).map((identity) => ({
      value: `${mailbox.id} ${identity.id}`,
      label: nameOf(identity),
      mailbox,
      identity,
    })),
  );
  const chosen = options.find(({ mailbox, identity }) =>
    mailbox.id === connectionId && identityId ? identity.id === identityId : mailbox.id === connectionId && identity.is_default,
  );
  const fallback = connections.find((mailbox) => mailbox.id === connectionId)?.email ?? 'Your mailbox';
  return (
    <div className="flex items-center gap-2 border-b border-line px-4 py-1">
      <label htmlFor={id} className="w-8 shrink-0 text-sm text-muted">
        From
      </label>
      <Select
        id={id}
        className="border-transparent! bg-raised! ps-0"
        value={chosen?.value ?? ''}
        options={chosen ? options : [{ value: '', label: fallback }, ...options]}
        onChange={(event) => {
          const option = options.find(({ value }) => value === event.target.value);
          if (option) onChange(option.mailbox.id, option.identity.id);
        }}
      />
    </div>
  );
}

const nameOf = ({ display_name, email }: Identity) => (display_name ? `${display_name} <${email}>` : email);

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageQuery } from '@/features/mail/api/messages';
import type { Schemas } from '@/lib/api/types';

type Address = Schemas['EmailAddress'];

// A list of thousands is not read, only counted.
const MOST = 200;

const nameOf = ({ name, email }: Address) => name ?? email;
const fullOf = ({ name, email }: Address) => (name ? `${name} <${email}>` : email);

/** The recipients of a message in one line, and all of them when asked for. */
export function Recipients({ id }: { id: string }) {
  const { data } = useQuery(messageQuery(id));
  const [open, setOpen] = useState(false);
  if (!data) return <p className="text-muted">&nbsp;</p>;
  const everyone = [...data.to, ...data.cc, ...data.bcc];
  const rest = everyone.length - 3;
  const rows: [string, Address[]][] = [
    ['To', data.to],
    ['Cc', data.cc],
    ['Bcc', data.bcc],
    ['Reply to', data.reply_to],
  ];
  return (
    <div className="relative text-muted">
      <button
        type="button"
        aria-expanded={open}
        className="block max-w-full truncate text-start hover:text-ink"
        onClick={() => setOpen(!open)}
      >
        {everyone.length === 0 ? 'No recipients' : `to ${everyone.slice(0, 3).map(nameOf).join(', ')}`}
        {rest > 0 && ` and ${String(rest)} more`}
      </button>
      {open && (
        <dl className="mt-1 grid max-h-48 grid-cols-[max-content_1fr] gap-x-3 overflow-y-auto text-xs">
          {rows.map(
            ([label, addresses]) =>
              addresses.length > 0 && (
                <div key={label} className="contents">
                  <dt>{label}</dt>
                  <dd dir="auto" className="break-words text-ink">
                    {addresses.slice(0, MOST).map(fullOf).join(', ')}
                    {addresses.length > MOST && ` and ${String(addresses.length - MOST)} more`}
                  </dd>
                </div>
              ),
          )}
        </dl>
      )}
    </div>
  );
}

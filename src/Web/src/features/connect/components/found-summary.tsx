import { Info, TriangleAlert } from 'lucide-react';
import type { FoundServers } from '@/features/connect/api/connect-api';

const SOURCES: Record<NonNullable<FoundServers['source']>, string> = {
  provider: 'a known provider',
  srv: 'found in the records of the domain',
  mx: 'the provider that receives the mail of the domain',
  autoconfig: 'named by the domain for mail programs',
  guess: 'a likely name, and it answered',
};

/** What was found for the address, and what its owner must know. */
export function FoundSummary({ servers }: { servers: FoundServers | null }) {
  if (!servers?.imap) {
    return (
      <Notice warning>
        No mail server was found for this address. Enter the one that your provider names in its help, below.
      </Notice>
    );
  }
  const { imap, smtp, source, confidence, notes } = servers;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm break-words">
        Mail server: <strong>{imap.host}</strong>
        {source && `, ${SOURCES[source]}`}.{' '}
        {smtp ? `Mail is sent by ${smtp.host}.` : 'No server for sending was found: without one, mail can only be read.'}
      </p>
      {confidence === 'low' && (
        <Notice warning>
          Only records that could be forged lead to this server. Compare it with the help of your provider before you send your
          password to it.
        </Notice>
      )}
      {imap.security === 'none' && (
        <Notice warning>This server offers no encryption: others can read your password on its way.</Notice>
      )}
      {notes.map((note) => (
        <Notice key={note}>{note}</Notice>
      ))}
    </div>
  );
}

function Notice({ warning = false, children }: { warning?: boolean; children: React.ReactNode }) {
  const Icon = warning ? TriangleAlert : Info;
  return (
    <div className={`flex gap-2 rounded-md p-2 text-sm ${warning ? 'bg-warning-soft' : 'bg-hover'}`}>
      <Icon size={16} className={`mt-0.5 shrink-0 ${warning ? 'text-warning' : 'text-muted'}`} aria-hidden />
      <p className="min-w-0">{children}</p>
    </div>
  );
}

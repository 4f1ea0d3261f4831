import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { EmailSummary } from '@/features/mail/api/lists';
import { protectionQuery, rawQuery } from '@/features/mail/api/messages';
import { readHeaders } from '@/features/mail/hooks/message-headers';
import { saveFile } from '@/features/mail/hooks/save-file';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { Table } from '@/components/table';
import { Tabs } from '@/components/tabs';
import { formatDateTime } from '@/lib/format';

const MOST_CHARACTERS = 500_000;

/** How a message came: the checks of its sender, its header fields and its source. */
export default function MessageSource({ email, onClose }: { email: EmailSummary; onClose: () => void }) {
  const { data: raw } = useQuery(rawQuery(email.id));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Source"
      description={email.subject || '(no subject)'}
      width="wide"
      actions={
        <Button icon={Download} disabled={!raw} onClick={() => raw && saveFile(raw, `${email.subject || 'message'}.eml`)}>
          Download
        </Button>
      }
    >
      <Tabs
        label="Parts of the source"
        tabs={[
          { value: 'checks', label: 'Authentication', content: <Checks id={email.id} /> },
          { value: 'headers', label: 'Headers', content: <Raw id={email.id} part="headers" /> },
          { value: 'source', label: 'Source', content: <Raw id={email.id} part="source" /> },
        ]}
      />
    </Dialog>
  );
}

const SIGNATURES = {
  valid: { tone: 'success', text: 'Valid signature' },
  invalid: { tone: 'danger', text: 'Invalid signature' },
  unknown_key: { tone: 'warning', text: 'Signature of an unknown key' },
  unreadable: { tone: 'warning', text: 'Unreadable signature' },
} as const;

const toneOf = (result: string) => (result === 'pass' ? 'success' : /fail/.test(result) ? 'danger' : 'neutral');

function Checks({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(protectionQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-32" />;
  return (
    <div className="flex flex-col gap-4 text-sm">
      {data.signatures.map((signature, index) => (
        <div key={index} className="flex flex-wrap items-center gap-2">
          <Badge tone={SIGNATURES[signature.status].tone}>{SIGNATURES[signature.status].text}</Badge>
          <span>{signature.name ?? signature.addresses.join(', ')}</span>
          {signature.signed_at && <span className="text-muted">{formatDateTime(signature.signed_at)}</span>}
          {!signature.is_of_sender && <Badge tone="warning">Not of the sender</Badge>}
        </div>
      ))}
      {data.checks.length === 0 ? (
        <p className="text-muted">No mail server has noted a check of the sender.</p>
      ) : (
        <Table
          caption="Checks of the sender"
          rows={data.checks}
          rowKey={({ server, method, domain }) => [server, method, domain].join(' ')}
          columns={[
            { header: 'Check', cell: (check) => check.method.toUpperCase() },
            { header: 'Result', cell: (check) => <Badge tone={toneOf(check.result)}>{check.result}</Badge> },
            { header: 'Of', cell: (check) => check.domain ?? '' },
            {
              header: 'By',
              cell: (check) =>
                check.is_trusted ? check.server : `${check.server} (not trusted: the sender could have written it)`,
            },
          ]}
        />
      )}
    </div>
  );
}

function Raw({ id, part }: { id: string; part: 'headers' | 'source' }) {
  const { data: raw, error, refetch } = useQuery(rawQuery(id));
  const { data: text } = useQuery({
    queryKey: ['mail', 'raw-text', id],
    enabled: raw !== undefined,
    gcTime: 0,
    queryFn: async () => (await raw?.slice(0, MOST_CHARACTERS).text()) ?? '',
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (text === undefined) return <Skeleton className="h-32" />;
  if (part === 'source') {
    return (
      <>
        <pre className="font-mono text-xs break-all whitespace-pre-wrap">{text}</pre>
        {raw && raw.size > MOST_CHARACTERS && <p className="mt-2 text-sm text-muted">The rest is in the download.</p>}
      </>
    );
  }
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-xs max-md:grid-cols-1">
      {readHeaders(text).map(({ name, value }, index) => (
        <div key={index} className="contents">
          <dt className="font-medium">{name}</dt>
          <dd className="break-all text-muted">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Badge } from '@/components/badge';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';
import { Table } from '@/components/table';
import { outgoingMailQuery, type OutgoingMail } from '@/features/outgoing/api/outgoing';
import { describeRecipient } from '@/features/outgoing/hooks/states';
import { formatDateTime, formatSize } from '@/lib/format';

/** The result of a message for each recipient, and its dates. */
export function OutgoingDetail({ id }: { id: string }) {
  const mail = useQuery(outgoingMailQuery(id));
  if (mail.error) return <ErrorState error={mail.error} onRetry={() => void mail.refetch()} compact />;
  if (!mail.data) return <Skeleton className="h-16" />;
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line p-3">
      <div className="max-h-80 overflow-y-auto">
        <Table
          caption="Recipients"
          rows={mail.data.recipients}
          rowKey={({ address }) => address}
          columns={[
            { header: 'Recipient', cell: ({ address }) => <bdi className="break-all">{address}</bdi> },
            {
              header: 'Result',
              cell: (recipient) => {
                const { label, tone } = describeRecipient(recipient);
                return <Badge tone={tone}>{label}</Badge>;
              },
            },
            { header: "Server's words", cell: ({ reply }) => <span className="break-words text-muted">{reply ?? ''}</span> },
          ]}
        />
      </div>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-xs">
        {factsOf(mail.data).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function factsOf(mail: OutgoingMail): [string, string][] {
  const at = (value: string | null) => (value ? formatDateTime(value) : '');
  const facts: [string, string][] = [
    ['From', mail.sender],
    ['Written', at(mail.created_at)],
    ['First accepted', at(mail.sent_at)],
    ['Ended', at(mail.ended_at)],
    ['Attempts', String(mail.attempts)],
    ['Size', formatSize(mail.size)],
    ['Copy in the folder for sent mail', { pending: 'not yet', saved: 'saved', failed: 'failed' }[mail.sent_copy ?? ''] ?? ''],
    ['Message-ID', mail.message_id],
  ];
  return facts.filter(([, value]) => value !== '');
}

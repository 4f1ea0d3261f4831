import type { Health } from '@/features/settings/api/mailbox-api';
import { Table } from '@/components/table';
import { formatCount, formatRelative } from '@/lib/format';

interface Props {
  items: Health['unreadable'];
  total: number;
}

/** The messages and folders that the server announces but does not deliver. */
export function UnreadableList({ items, total }: Props) {
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded text-sm font-medium">
        What the server does not deliver ({formatCount(total)})
      </summary>
      <Table
        caption="What the server does not deliver"
        rows={items}
        rowKey={(item) => `${item.folder ?? ''}/${String(item.uid ?? item.remote_id)}`}
        columns={[
          { header: 'Where', cell: (item) => <span className="break-all">{whereOf(item)}</span> },
          { header: 'Reason', cell: (item) => <span className="break-words">{item.detail}</span> },
          { header: 'Next attempt', cell: (item) => formatRelative(item.next_attempt), wideOnly: true },
        ]}
      />
    </details>
  );
}

const whereOf = ({ folder, uid, remote_id }: Health['unreadable'][number]) =>
  [folder, uid === null ? remote_id : `message ${String(uid)}`].filter(Boolean).join(', ');

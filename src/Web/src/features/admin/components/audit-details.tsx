import type { AuditEntry } from '@/features/admin/api/admin-api';
import { Dialog } from '@/components/dialog';
import { Facts } from '@/components/facts';
import { formatFullDate } from '@/lib/format';

/** Everything that the log holds about an action. */
export function AuditDetails({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={onClose} title={entry.action} description={formatFullDate(entry.at)} width="wide">
      <Facts
        facts={[
          ['Outcome', entry.outcome],
          ['User', entry.user_id],
          ['Actor', entry.actor_id ?? (entry.address === null ? 'the service itself' : 'unknown')],
          ['Credential', entry.credential],
          ['Target', entry.target],
          ['Address', entry.address],
          ['Program', entry.user_agent],
          ['Request', entry.request_id],
          ['Row', entry.seq],
          ...Object.entries(entry.details).map(([name, value]) => [name.replaceAll('_', ' '), value] as const),
        ]}
      />
    </Dialog>
  );
}

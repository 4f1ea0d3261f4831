import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import {
  ACCESS,
  memberName,
  membersQuery,
  sharesQuery,
  unshare,
  type Member,
  type Organization,
  type Share,
} from '@/features/settings/api/organization-api';
import { ProofDialog } from '@/features/settings/components/proof-dialog';
import { ShareDialog } from '@/features/settings/components/share-dialog';
import { useProof } from '@/features/settings/hooks/use-proof';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Loaded } from '@/components/loaded';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { canManage, mailboxesQuery, nameOf } from '@/lib/mailboxes/mailboxes';

/** The mailboxes that are shared with an organization. */
export function ShareList({ organization: { id, name } }: { organization: Organization }) {
  const client = useQueryClient();
  const proof = useProof();
  const shares = useQuery(sharesQuery(id));
  const members = useQuery(membersQuery(id)).data ?? [];
  const mailboxes = useQuery(mailboxesQuery).data ?? [];
  const [edited, setEdited] = useState<Share | 'new' | null>(null);
  const [ended, setEnded] = useState<Share | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: sharesQuery(id).queryKey });
  const mayChange = (share: Share) => mailboxes.some((mailbox) => mailbox.id === share.connection_id && canManage(mailbox));
  const shareable = mailboxes.filter(
    (mailbox) => mailbox.owned && !shares.data?.some((other) => other.connection_id === mailbox.id),
  );
  return (
    <PageSection
      wide
      title="Shared mailboxes"
      description="The owner of a mailbox decides who reads and uses it. Its password is never shown."
      actions={
        shareable.length > 0 && (
          <Button icon={Plus} onClick={() => setEdited('new')}>
            Share a mailbox
          </Button>
        )
      }
    >
      <Loaded query={shares} rows={1}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="text-sm text-muted">No mailbox is shared with {name} that you own or manage.</p>
          ) : (
            <Table
              caption="Shared mailboxes"
              rows={rows}
              rowKey={(row) => row.connection_id}
              columns={[
                { header: 'Mailbox', cell: (row) => <span className="break-all">{nameOf(row)}</span> },
                { header: 'Access', cell: (row) => accessOf(row, members), wideOnly: true },
                {
                  header: 'Actions',
                  align: 'end',
                  cell: (row) => (
                    <span className="inline-flex flex-wrap justify-end gap-2">
                      {mayChange(row) && <Button onClick={() => setEdited(row)}>Change</Button>}
                      <Button onClick={() => setEnded(row)}>Stop sharing</Button>
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {edited && (
        <ShareDialog
          organization={id}
          share={edited === 'new' ? null : edited}
          mailboxes={shareable}
          members={members}
          prove={proof.run}
          onClose={() => setEdited(null)}
          onDone={() => {
            setEdited(null);
            void reload();
          }}
        />
      )}
      <ConfirmDialog
        open={ended !== null}
        onOpenChange={() => setEnded(null)}
        title={`Stop sharing ${ended ? nameOf(ended) : ''}?`}
        description={`Members of ${name} lose access to it at once. Its owner can share it again.`}
        action="Stop sharing"
        onConfirm={async () => {
          if (ended) await unshare(id, ended.connection_id);
          await reload();
        }}
      />
      <ProofDialog {...proof.dialog} />
    </PageSection>
  );
}

function accessOf({ everybody, members: grants }: Share, members: readonly Member[]): string {
  const label = (access: string) => ACCESS.find(({ value }) => value === access)?.label.toLocaleLowerCase() ?? access;
  const named = grants.map((grant) => {
    const member = members.find((other) => other.user_id === grant.user_id);
    return `${member ? memberName(member) : 'a former member'}: ${label(grant.access)}`;
  });
  return [everybody && `All members: ${label(everybody)}`, ...named].filter(Boolean).join('; ') || 'Nobody';
}

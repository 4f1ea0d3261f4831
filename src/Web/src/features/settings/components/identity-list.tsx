import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Plus } from 'lucide-react';
import { useState } from 'react';
import { changeIdentity, deleteIdentity, identitiesQuery, type Identity } from '@/features/settings/api/mailbox-api';
import { IdentityDialog } from '@/features/settings/components/identity-dialog';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { IconButton } from '@/components/icon-button';
import { Loaded } from '@/components/loaded';
import { Menu, type MenuItem } from '@/components/menu';
import { PageSection } from '@/components/page-section';
import { canManage, nameOf, type Mailbox } from '@/lib/mailboxes/mailboxes';
import { runOptimistic } from '@/lib/optimistic';

/** The addresses from which a mailbox sends. */
export function IdentityList({ mailbox }: { mailbox: Mailbox }) {
  const client = useQueryClient();
  const { queryKey } = identitiesQuery(mailbox.id);
  const identities = useQuery(identitiesQuery(mailbox.id));
  const [edited, setEdited] = useState<Identity | 'new' | null>(null);
  const [deleted, setDeleted] = useState<Identity | null>(null);
  const reload = () => client.invalidateQueries({ queryKey });

  const makeDefault = (chosen: Identity) =>
    void runOptimistic({
      client,
      keys: [queryKey],
      apply: () =>
        client.setQueryData(queryKey, (all) => all?.map((identity) => ({ ...identity, is_default: identity.id === chosen.id }))),
      commit: () => changeIdentity(mailbox.id, chosen.id, { is_default: true }),
      failure: 'The default address was not changed',
    });

  const itemsOf = (identity: Identity): MenuItem[] => [
    { label: 'Edit', onSelect: () => setEdited(identity) },
    { label: 'Make it the default', disabled: identity.is_default, onSelect: () => makeDefault(identity) },
    ...(identity.source === 'user' ? [{ label: 'Delete', danger: true, onSelect: () => setDeleted(identity) }] : []),
  ];
  const manages = canManage(mailbox);
  return (
    <PageSection
      title={nameOf(mailbox)}
      actions={
        manages && (
          <Button icon={Plus} onClick={() => setEdited('new')}>
            Add an address
          </Button>
        )
      }
    >
      <Loaded query={identities} rows={1}>
        {(all) => (
          <ul className="flex flex-col">
            {all.map((identity) => (
              <li key={identity.id} className="flex items-start gap-2 border-b border-line py-2 text-sm last:border-b-0">
                <div className="min-w-0 grow">
                  <p className="flex flex-wrap items-center gap-2 break-all">
                    {identity.display_name && <span className="font-medium">{identity.display_name}</span>}
                    {identity.email}
                    {identity.is_default && <Badge tone="accent">Default</Badge>}
                  </p>
                  <p className="truncate text-muted">{signatureOf(identity)}</p>
                </div>
                {manages && (
                  <Menu
                    label={`Actions for ${identity.email}`}
                    align="end"
                    trigger={<IconButton icon={Ellipsis} label={`Actions for ${identity.email}`} />}
                    items={itemsOf(identity)}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {edited && (
        <IdentityDialog
          mailbox={mailbox.id}
          identity={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onDone={() => {
            setEdited(null);
            void reload();
          }}
        />
      )}
      <ConfirmDialog
        open={deleted !== null}
        onOpenChange={() => setDeleted(null)}
        title={`Delete ${deleted?.email ?? ''}?`}
        description="Its name and signature are deleted here. Mail that was sent from it stays."
        action="Delete address"
        onConfirm={async () => {
          if (deleted) await deleteIdentity(mailbox.id, deleted.id);
          await reload();
        }}
      />
    </PageSection>
  );
}

const signatureOf = ({ signature_text: text, signature_html: html }: Identity) =>
  text ? text.split('\n', 1)[0] : html ? 'Signature in HTML' : 'No signature';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { keysQuery, revokeKey, type ApiKey } from '@/features/settings/api/key-api';
import { EditKeyDialog, NewKeyDialog } from '@/features/settings/components/key-dialog';
import { ProofDialog } from '@/features/settings/components/proof-dialog';
import { useProof } from '@/features/settings/hooks/use-proof';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EmptyState } from '@/components/empty-state';
import { IconButton } from '@/components/icon-button';
import { Loaded } from '@/components/loaded';
import { Menu } from '@/components/menu';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { formatDateTime, formatRelative } from '@/lib/format';

export default function ApiKeysPage() {
  const keys = useQuery(keysQuery);
  const client = useQueryClient();
  const proof = useProof();
  const [isNew, setIsNew] = useState(false);
  const [edited, setEdited] = useState<ApiKey | null>(null);
  const [revoked, setRevoked] = useState<ApiKey | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: keysQuery.queryKey });
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setIsNew(true)}>
      New key
    </Button>
  );
  return (
    <>
      <PageHeader title="API keys" actions={add} />
      <Loaded query={keys}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={KeyRound} title="No API key yet" action={add}>
              A key lets a program of yours work with your mail, as far as you allow.
            </EmptyState>
          ) : (
            <PageSection wide title="Your keys" description="Revoke a key that is no longer used, or that others may know.">
              <Keys keys={all} onEdit={setEdited} onRevoke={setRevoked} />
            </PageSection>
          )
        }
      </Loaded>
      {isNew && <NewKeyDialog prove={proof.run} onChanged={() => void reload()} onClose={() => setIsNew(false)} />}
      {edited && <EditKeyDialog apiKey={edited} onChanged={() => void reload()} onClose={() => setEdited(null)} />}
      <ConfirmDialog
        open={revoked !== null}
        onOpenChange={() => setRevoked(null)}
        title={`Revoke ${revoked?.name ?? ''}?`}
        description="Programs that use it are refused at once. This cannot be undone."
        action="Revoke key"
        onConfirm={async () => {
          if (revoked) await revokeKey(revoked.id);
          await reload();
        }}
      />
      <ProofDialog {...proof.dialog} />
    </>
  );
}

interface KeysProps {
  keys: readonly ApiKey[];
  onEdit: (key: ApiKey) => void;
  onRevoke: (key: ApiKey) => void;
}

function Keys({ keys, onEdit, onRevoke }: KeysProps) {
  return (
    <Table
      caption="API keys"
      rows={keys}
      rowKey={(key) => key.id}
      columns={[
        {
          header: 'Key',
          cell: (key) => (
            <>
              {key.name} <span className="font-mono text-xs text-muted">...{key.hint}</span>
            </>
          ),
        },
        {
          header: 'Allowed',
          cell: (key) => (
            <span className="flex flex-wrap gap-1">
              {key.scopes.map((scope) => (
                <Badge key={scope}>{scope}</Badge>
              ))}
              {key.connection_ids && <Badge tone="accent">{`${String(key.connection_ids.length)} mailboxes`}</Badge>}
              {key.allowed_addresses && <Badge tone="accent">{key.allowed_addresses.join(', ')}</Badge>}
            </span>
          ),
          wideOnly: true,
        },
        { header: 'Last used', cell: (key) => (key.last_used_at ? formatRelative(key.last_used_at) : 'Never') },
        { header: 'Expires', cell: (key) => (key.expires_at ? formatDateTime(key.expires_at) : 'Never'), wideOnly: true },
        {
          header: 'Actions',
          align: 'end',
          cell: (key) => (
            <Menu
              label={`Actions for ${key.name}`}
              align="end"
              trigger={<IconButton icon={Ellipsis} label={`Actions for ${key.name}`} />}
              items={[
                { label: 'Change', onSelect: () => onEdit(key) },
                { label: 'Revoke', danger: true, onSelect: () => onRevoke(key) },
              ]}
            />
          ),
        },
      ]}
    />
  );
}

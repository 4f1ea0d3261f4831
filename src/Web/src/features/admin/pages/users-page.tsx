import { useInfiniteQuery } from '@tanstack/react-query';
import { Ellipsis, Users } from 'lucide-react';
import { useState } from 'react';
import { accountsQuery, removeSecondFactor, type Account } from '@/features/admin/api/admin-api';
import { AccountSessions } from '@/features/admin/components/account-sessions';
import { FilterBar } from '@/features/admin/components/filter-bar';
import { PagedTable } from '@/features/admin/components/paged-table';
import { TextFilter } from '@/features/admin/components/text-filter';
import { useAccountChanges } from '@/features/admin/hooks/use-account-changes';
import { Badge } from '@/components/badge';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EmptyState } from '@/components/empty-state';
import { IconButton } from '@/components/icon-button';
import { Menu, type MenuItem } from '@/components/menu';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { TextLink } from '@/components/link';
import { formatCount, formatDateTime } from '@/lib/format';
import { showToast } from '@/lib/toasts';
import { useFilters } from '@/lib/use-filters';

export default function UsersPage() {
  const [{ q }, setFilters] = useFilters(['q']);
  const accounts = useInfiniteQuery(accountsQuery(q));
  const change = useAccountChanges();
  const [sessionsOf, setSessionsOf] = useState<Account | null>(null);
  const [withoutFactor, setWithoutFactor] = useState<Account | null>(null);

  const itemsOf = (account: Account): MenuItem[] => {
    const name = nameOf(account);
    return [
      { label: 'Sessions', onSelect: () => setSessionsOf(account) },
      account.role === 'admin'
        ? { label: 'Make a plain user', onSelect: () => change(account, { role: 'user' }, `${name} is a plain user.`) }
        : { label: 'Make an administrator', onSelect: () => change(account, { role: 'admin' }, `${name} is an administrator.`) },
      { label: 'Remove the second factor', onSelect: () => setWithoutFactor(account) },
      account.disabled
        ? { label: 'Enable', onSelect: () => change(account, { disabled: false }, `${name} is enabled.`) }
        : {
            label: 'Disable',
            danger: true,
            onSelect: () => change(account, { disabled: true }, `${name} is disabled, and the sessions have ended.`),
          },
    ];
  };
  return (
    <>
      <PageHeader title="Users" />
      <PageSection wide title="Accounts" description="Newest first. Administrators have no access to the mail of others.">
        <FilterBar>
          <TextFilter
            label="Search"
            placeholder="Part of an address or a name"
            value={q}
            onChange={(value) => setFilters({ q: value })}
          />
        </FilterBar>
        <PagedTable
          caption="Accounts"
          query={accounts}
          rowKey={(account) => account.id}
          empty={
            <EmptyState icon={Users} title="No such account">
              Try a shorter part of the address or name.
            </EmptyState>
          }
          columns={[
            {
              header: 'Account',
              cell: (account) => (
                <>
                  <span className="break-words">{nameOf(account)}</span>
                  {nameOf(account) !== account.email && <div className="text-xs break-all text-muted">{account.email}</div>}
                </>
              ),
            },
            {
              header: 'State',
              cell: (account) => (
                <span className="inline-flex flex-wrap gap-1">
                  {account.role === 'admin' && <Badge tone="accent">Administrator</Badge>}
                  <Badge tone={account.disabled ? 'danger' : 'neutral'}>{account.disabled ? 'Disabled' : 'Enabled'}</Badge>
                </span>
              ),
            },
            { header: 'Mailboxes', align: 'end', cell: (account) => formatCount(account.connections), wideOnly: true },
            { header: 'Created', cell: (account) => formatDateTime(account.created_at), wideOnly: true },
            {
              header: 'Audit log',
              cell: (account) => (
                <TextLink to="/admin/audit" search={{ user: account.id }}>
                  Show
                </TextLink>
              ),
              wideOnly: true,
            },
            {
              header: 'Actions',
              align: 'end',
              cell: (account) => (
                <Menu
                  label={`Actions for ${nameOf(account)}`}
                  align="end"
                  trigger={<IconButton icon={Ellipsis} label={`Actions for ${nameOf(account)}`} />}
                  items={itemsOf(account)}
                />
              ),
            },
          ]}
        />
      </PageSection>
      {sessionsOf && <AccountSessions account={sessionsOf} onClose={() => setSessionsOf(null)} />}
      <ConfirmDialog
        open={withoutFactor !== null}
        onOpenChange={() => setWithoutFactor(null)}
        title={`Remove the second factor of ${withoutFactor ? nameOf(withoutFactor) : ''}?`}
        description="First verify in person or by phone that the request comes from the user. All sessions end, and the user is mailed. This cannot be undone."
        action="Remove second factor"
        onConfirm={async () => {
          if (!withoutFactor) return;
          await removeSecondFactor(withoutFactor.id);
          showToast({ text: `${nameOf(withoutFactor)} signs in with the password alone.`, tone: 'success', duration: 10_000 });
        }}
      />
    </>
  );
}

const nameOf = ({ first_name, last_name, email, id }: Account) =>
  [first_name, last_name].filter(Boolean).join(' ') || email || id;

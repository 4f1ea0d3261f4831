import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  changeRole,
  mayManage,
  membersQuery,
  memberName,
  organizationsQuery,
  removeMember,
  ROLES,
  rolesUpTo,
  type Member,
  type Organization,
  type Role,
} from '@/features/settings/api/organization-api';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Loaded } from '@/components/loaded';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import { Table } from '@/components/table';
import { formatDateTime } from '@/lib/format';
import { runOptimistic } from '@/lib/optimistic';
import { useUser } from '@/lib/session/session-store';

export function MemberList({ organization, onLeft }: { organization: Organization; onLeft: () => void }) {
  const { id, role } = organization;
  const user = useUser();
  const client = useQueryClient();
  const members = useQuery(membersQuery(id));
  const { queryKey } = membersQuery(id);
  const [removed, setRemoved] = useState<Member | null>(null);
  const isSelf = removed?.user_id === user.id;

  const setRole = (member: Member, next: Role) =>
    void runOptimistic({
      client,
      keys: [queryKey],
      apply: () =>
        client.setQueryData(queryKey, (all) => all?.map((other) => (other === member ? { ...other, role: next } : other))),
      commit: async () => {
        await changeRole(id, member.user_id, next);
        if (member.user_id === user.id) await client.invalidateQueries({ queryKey: organizationsQuery.queryKey });
      },
      failure: 'The role was not changed',
      undo: { text: `${memberName(member)} is now ${next}.`, revert: () => changeRole(id, member.user_id, member.role) },
    });

  return (
    <PageSection wide title="Members" description="Owners may do everything; admins invite and manage up to their own role.">
      <Loaded query={members}>
        {(rows) => (
          <Table
            caption="Members"
            rows={rows}
            rowKey={(member) => member.user_id}
            columns={[
              {
                header: 'Member',
                cell: (member) => (
                  <>
                    {memberName(member)}
                    {member.user_id === user.id && ' (you)'}
                    <div className="text-xs break-all text-muted">{member.email}</div>
                  </>
                ),
              },
              { header: 'Since', cell: (member) => formatDateTime(member.joined_at), wideOnly: true },
              {
                header: 'Role',
                cell: (member) => <RoleOf member={member} own={role} onChange={(next) => setRole(member, next)} />,
              },
              {
                header: 'Actions',
                align: 'end',
                cell: (member) =>
                  (member.user_id === user.id || mayManage(role, member.role)) && (
                    <Button onClick={() => setRemoved(member)}>{member.user_id === user.id ? 'Leave' : 'Remove'}</Button>
                  ),
              },
            ]}
          />
        )}
      </Loaded>
      <ConfirmDialog
        open={removed !== null}
        onOpenChange={() => setRemoved(null)}
        title={isSelf ? `Leave ${organization.name}?` : `Remove ${removed ? memberName(removed) : ''}?`}
        description="Access to mailboxes shared through the organization ends at once, also that of others to mailboxes of the member. Only a new invitation brings the member back."
        action={isSelf ? 'Leave' : 'Remove member'}
        onConfirm={async () => {
          if (removed) await removeMember(id, removed.user_id);
          if (isSelf) onLeft();
          else await client.invalidateQueries({ queryKey: organizationsQuery.queryKey });
        }}
      />
    </PageSection>
  );
}

function RoleOf({ member, own, onChange }: { member: Member; own: Role; onChange: (role: Role) => void }) {
  if (!mayManage(own, member.role)) return ROLES.find(({ value }) => value === member.role)?.label;
  return (
    <Select
      aria-label={`Role of ${memberName(member)}`}
      className="w-auto"
      value={member.role}
      options={rolesUpTo(own)}
      onChange={(event) => onChange(event.target.value as Role)}
    />
  );
}

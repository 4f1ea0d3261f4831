import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  invitationsQuery,
  invite,
  rolesUpTo,
  withdrawInvitation,
  type Invitation,
  type Organization,
  type Role,
} from '@/features/settings/api/organization-api';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { CopyField } from '@/components/copy-field';
import { ErrorState } from '@/components/error-state';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { Loaded } from '@/components/loaded';
import { PageSection } from '@/components/page-section';
import { Select } from '@/components/select';
import { Table } from '@/components/table';
import { formatDateTime } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

const MAIL: Record<Invitation['mail'], { label: string; tone: 'neutral' | 'success' | 'warning' }> = {
  none: { label: 'Not mailed', tone: 'warning' },
  pending: { label: 'Being mailed', tone: 'neutral' },
  sent: { label: 'Mailed', tone: 'success' },
};

export function InvitationList({ organization }: { organization: Organization }) {
  const { id } = organization;
  const client = useQueryClient();
  const invitations = useQuery(invitationsQuery(id));
  const withdrawal = useSubmit();
  const [created, setCreated] = useState<Invitation | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: invitationsQuery(id).queryKey });
  const withdraw = (invitation: Invitation) =>
    void withdrawal.run(async () => {
      await withdrawInvitation(id, invitation.id);
      if (created?.id === invitation.id) setCreated(null);
      await reload();
    });
  return (
    <PageSection wide title="Invitations" description="Valid for a week, once, and only for an account with the invited address.">
      <InviteForm
        organization={organization}
        onCreated={(invitation) => {
          setCreated(invitation);
          void reload();
        }}
      />
      {created?.token && (
        <div className="flex max-w-xl flex-col gap-2 rounded-md bg-hover p-2">
          <p className="text-sm">
            {created.mail === 'none'
              ? `This installation sends no mail: pass this link on to ${created.email}. It is not shown again.`
              : `${created.email} receives a mail. You can also pass on this link, which is not shown again.`}
          </p>
          <CopyField label="Link" value={`${location.origin}/accept-invitation#token=${encodeURIComponent(created.token)}`} />
        </div>
      )}
      {withdrawal.error && <ErrorState error={withdrawal.error} compact />}
      <Loaded query={invitations} rows={1}>
        {(rows) =>
          rows.length > 0 && (
            <Table
              caption="Open invitations"
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { header: 'Address', cell: (row) => <span className="break-all">{row.email}</span> },
                { header: 'Role', cell: (row) => row.role },
                {
                  header: 'Mail',
                  cell: (row) => <Badge tone={MAIL[row.mail].tone}>{MAIL[row.mail].label}</Badge>,
                  wideOnly: true,
                },
                { header: 'Expires', cell: (row) => formatDateTime(row.expires_at), wideOnly: true },
                {
                  header: 'Actions',
                  align: 'end',
                  cell: (row) => (
                    <Button disabled={withdrawal.busy} onClick={() => withdraw(row)}>
                      Withdraw
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
    </PageSection>
  );
}

function InviteForm({ organization, onCreated }: { organization: Organization; onCreated: (invitation: Invitation) => void }) {
  const submission = useSubmit(['email', 'role']);
  const [count, setCount] = useState(0);
  return (
    <div className="max-w-xl">
      <Form
        key={count}
        submission={submission}
        action="Invite"
        onSubmit={async ({ email = '', role }) => {
          onCreated(await invite(organization.id, email.trim(), role as Role));
          setCount(count + 1);
        }}
      >
        <div className="grid grid-cols-[1fr_auto] gap-2">
          <Field label="Address to invite" error={submission.errorOf('email')}>
            <Input name="email" type="email" autoComplete="off" />
          </Field>
          <Field label="Role" error={submission.errorOf('role')}>
            <Select name="role" defaultValue="member" options={rolesUpTo(organization.role)} />
          </Field>
        </div>
      </Form>
    </div>
  );
}

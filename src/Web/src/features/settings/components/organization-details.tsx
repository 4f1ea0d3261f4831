import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  deleteOrganization,
  organizationsQuery,
  renameOrganization,
  type Organization,
} from '@/features/settings/api/organization-api';
import { InvitationList } from '@/features/settings/components/invitation-list';
import { MemberList } from '@/features/settings/components/member-list';
import { ShareList } from '@/features/settings/components/share-list';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { TextLink } from '@/components/link';
import { useSubmit } from '@/lib/use-submit';

export function OrganizationDetails({ organization }: { organization: Organization }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const reload = () => client.invalidateQueries({ queryKey: organizationsQuery.queryKey });
  const leave = () => {
    void navigate({ to: '/settings/organizations', replace: true });
    void client.invalidateQueries();
  };
  const manages = organization.role !== 'member';
  return (
    <>
      <PageHeader title={organization.name} description={<TextLink to="/settings/organizations">All organizations</TextLink>} />
      <MemberList organization={organization} onLeft={leave} />
      {manages && <InvitationList organization={organization} />}
      <ShareList organization={organization} />
      {manages && <Rename organization={organization} onChanged={() => void reload()} />}
      {organization.role === 'owner' && <Delete organization={organization} onGone={leave} />}
    </>
  );
}

function Rename({ organization, onChanged }: { organization: Organization; onChanged: () => void }) {
  const submission = useSubmit(['name']);
  return (
    <PageSection title="Name">
      <Form
        submission={submission}
        action="Save"
        onSubmit={({ name = '' }) => renameOrganization(organization.id, name)}
        onDone={onChanged}
      >
        <Field label="Name of the organization" error={submission.errorOf('name')}>
          <Input name="name" defaultValue={organization.name} />
        </Field>
      </Form>
    </PageSection>
  );
}

function Delete({ organization, onGone }: { organization: Organization; onGone: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <PageSection title="Delete" description="Members keep their accounts and mailboxes; shares end.">
      <div>
        <Button look="danger" onClick={() => setOpen(true)}>
          Delete organization
        </Button>
      </div>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${organization.name}?`}
        description="Memberships, invitations and shares end at once. This cannot be undone."
        action="Delete organization"
        onConfirm={async () => {
          await deleteOrganization(organization.id);
          onGone();
        }}
      />
    </PageSection>
  );
}

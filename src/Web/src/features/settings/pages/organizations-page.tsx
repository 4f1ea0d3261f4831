import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Building2 } from 'lucide-react';
import { useState } from 'react';
import { createOrganization, organizationsQuery, ROLES } from '@/features/settings/api/organization-api';
import { OrganizationDetails } from '@/features/settings/components/organization-details';
import { EmptyState } from '@/components/empty-state';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { Table } from '@/components/table';
import { TextLink } from '@/components/link';
import { formatCount } from '@/lib/format';
import { useFilters } from '@/lib/use-filters';
import { useSubmit } from '@/lib/use-submit';

/** The organizations of the user; with "organization" in the address, one of them. */
export default function OrganizationsPage() {
  const [{ organization: id }] = useFilters(['organization']);
  const organizations = useQuery(organizationsQuery);
  const chosen = organizations.data?.find((organization) => organization.id === id);
  if (chosen) return <OrganizationDetails key={chosen.id} organization={chosen} />;
  return (
    <>
      <PageHeader title="Organizations" />
      <Loaded query={organizations}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState icon={Building2} title="No organization yet">
              Members of an organization share mailboxes. Create one, or open an invitation that you received.
            </EmptyState>
          ) : (
            <PageSection wide title="Yours">
              <Table
                caption="Organizations"
                rows={all}
                rowKey={(row) => row.id}
                columns={[
                  {
                    header: 'Organization',
                    cell: (row) => (
                      <TextLink to="/settings/organizations" search={{ organization: row.id }}>
                        {row.name}
                      </TextLink>
                    ),
                  },
                  { header: 'Your role', cell: (row) => ROLES.find(({ value }) => value === row.role)?.label },
                  { header: 'Members', align: 'end', cell: (row) => formatCount(row.members) },
                ]}
              />
            </PageSection>
          )
        }
      </Loaded>
      <Create />
    </>
  );
}

function Create() {
  const submission = useSubmit(['name']);
  const client = useQueryClient();
  const [count, setCount] = useState(0);
  return (
    <PageSection title="New organization" description="You become its owner, and invite others.">
      <Form
        key={count}
        submission={submission}
        action="Create organization"
        onSubmit={({ name = '' }) => createOrganization(name)}
        onDone={() => {
          setCount(count + 1);
          void client.invalidateQueries({ queryKey: organizationsQuery.queryKey });
        }}
      >
        <Field label="Name" error={submission.errorOf('name')}>
          <Input name="name" autoComplete="off" />
        </Field>
      </Form>
    </PageSection>
  );
}

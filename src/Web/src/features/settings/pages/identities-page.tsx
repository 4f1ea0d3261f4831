import { useQuery } from '@tanstack/react-query';
import { AtSign } from 'lucide-react';
import { IdentityList } from '@/features/settings/components/identity-list';
import { EmptyState } from '@/components/empty-state';
import { Loaded } from '@/components/loaded';
import { PageHeader } from '@/components/page-header';
import { TextLink } from '@/components/link';
import { mailboxesQuery } from '@/lib/mailboxes/mailboxes';

export default function IdentitiesPage() {
  const mailboxes = useQuery(mailboxesQuery);
  return (
    <>
      <PageHeader title="Addresses and signatures" />
      <Loaded query={mailboxes}>
        {(all) => {
          const senders = all.filter((mailbox) => mailbox.access !== 'read');
          return senders.length === 0 ? (
            <EmptyState icon={AtSign} title="No address yet" action={<TextLink to="/connect">Connect a mailbox</TextLink>}>
              The addresses from which you send, with their names and signatures, appear here.
            </EmptyState>
          ) : (
            senders.map((mailbox) => <IdentityList key={mailbox.id} mailbox={mailbox} />)
          );
        }}
      </Loaded>
    </>
  );
}

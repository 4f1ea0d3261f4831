import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { disconnectMailbox, healthQuery } from '@/features/settings/api/mailbox-api';
import { MailboxDoctor } from '@/features/settings/components/mailbox-doctor';
import { MailboxName } from '@/features/settings/components/mailbox-name';
import { MailboxPassword } from '@/features/settings/components/mailbox-password';
import { MailboxSending } from '@/features/settings/components/mailbox-sending';
import { MailboxSync } from '@/features/settings/components/mailbox-sync';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { TextLink } from '@/components/link';
import { canManage, mailboxesQuery, nameOf, type Mailbox } from '@/lib/mailboxes/mailboxes';

/** Everything about one mailbox, as far as the user's access reaches. */
export function MailboxDetails({ mailbox, onGone }: { mailbox: Mailbox; onGone: () => void }) {
  const client = useQueryClient();
  const manages = canManage(mailbox);
  const health = useQuery({ ...healthQuery(mailbox.id), enabled: manages });
  const changed = () => {
    void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
    void client.invalidateQueries({ queryKey: healthQuery(mailbox.id).queryKey });
  };
  return (
    <>
      <PageHeader title={nameOf(mailbox)} description={<TextLink to="/settings/mailboxes">All mailboxes</TextLink>} />
      {!manages && (
        <PageSection
          title="Shared with you"
          description={`You ${mailbox.access === 'send' ? 'read and answer' : 'read'} its mail. Its owner and members with the access "manage" change its settings.`}
        />
      )}
      {manages && (
        <>
          <MailboxDoctor mailbox={mailbox} />
          <MailboxPassword mailbox={mailbox} onChanged={changed} />
          <MailboxSending mailbox={mailbox} onChanged={changed} />
          {health.data?.pushes && <MailboxSync mailbox={mailbox} pushes={health.data.pushes} onChanged={changed} />}
          <MailboxName mailbox={mailbox} onChanged={changed} />
        </>
      )}
      {mailbox.owned && <Disconnect mailbox={mailbox} onGone={onGone} />}
    </>
  );
}

function Disconnect({ mailbox, onGone }: { mailbox: Mailbox; onGone: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <PageSection title="Disconnect" description="Removes the mailbox and its mail here. Nothing is deleted on the mail server.">
      <div>
        <Button look="danger" onClick={() => setOpen(true)}>
          Disconnect the mailbox
        </Button>
      </div>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Disconnect ${nameOf(mailbox)}?`}
        description="Its mail, drafts and scheduled messages are removed here, and its shares end. Nothing is deleted on the mail server; you can connect it again."
        action="Disconnect"
        onConfirm={async () => {
          await disconnectMailbox(mailbox.id);
          onGone();
        }}
      />
    </PageSection>
  );
}

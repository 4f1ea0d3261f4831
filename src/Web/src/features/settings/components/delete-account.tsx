import { useState } from 'react';
import { deleteAccount } from '@/features/settings/api/account-api';
import { proofOf } from '@/features/settings/api/proof-of';
import { ProofFields } from '@/features/settings/components/proof-fields';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { Form } from '@/components/form';
import { PageSection } from '@/components/page-section';
import { signOut } from '@/lib/session/session';
import { useSubmit } from '@/lib/use-submit';

export function DeleteAccount() {
  const submission = useSubmit(['password', 'code']);
  const [open, setOpen] = useState(false);
  return (
    <PageSection
      title="Delete account"
      description="Erases your account, the mail that is stored here, drafts, and everything you have set up. Nothing is deleted on your mail servers."
    >
      <div>
        <Button look="danger" onClick={() => setOpen(true)}>
          Delete account
        </Button>
      </div>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Delete your account?"
        description="Your mailboxes are disconnected and everything of yours is erased here. This cannot be undone."
      >
        <Form
          submission={submission}
          action="Delete my account"
          look="danger"
          onSubmit={(values) => deleteAccount(proofOf(values))}
          onDone={() => void signOut()}
          onCancel={() => setOpen(false)}
        >
          <ProofFields submission={submission} />
        </Form>
      </Dialog>
    </PageSection>
  );
}

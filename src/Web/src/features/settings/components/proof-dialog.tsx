import { confirmIdentity } from '@/features/settings/api/account-api';
import { proofOf } from '@/features/settings/api/proof-of';
import { ProofFields } from '@/features/settings/components/proof-fields';
import { Dialog } from '@/components/dialog';
import { Form } from '@/components/form';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  open: boolean;
  onConfirmed: () => void;
  onCancel: () => void;
}

/** Asks for the password again, before what a thief of an open session must not do. */
export function ProofDialog({ open, onConfirmed, onCancel }: Props) {
  const submission = useSubmit(['password', 'code']);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) onCancel();
      }}
      title="Confirm that it is you"
      description="You signed in a while ago. This is asked again after 15 minutes at the earliest."
    >
      <Form submission={submission} action="Confirm" onSubmit={(values) => confirmIdentity(proofOf(values))} onDone={onConfirmed}>
        <ProofFields submission={submission} />
      </Form>
    </Dialog>
  );
}

import { changeIdentity, createIdentity, type Identity } from '@/features/settings/api/mailbox-api';
import { Dialog } from '@/components/dialog';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input, TextArea } from '@/components/input';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  mailbox: string;
  /** Null for a new one. */
  identity: Identity | null;
  onDone: () => void;
  onClose: () => void;
}

/** Adds an address to send from, or changes what stands beside it. */
export function IdentityDialog({ mailbox, identity, onDone, onClose }: Props) {
  const submission = useSubmit(['email', 'display_name', 'reply_to', 'signature_text', 'signature_html']);
  const save = ({ email = '', ...values }: Record<string, string>) =>
    identity ? changeIdentity(mailbox, identity.id, values) : createIdentity(mailbox, { email: email.trim(), ...filled(values) });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={identity ? identity.email : 'New address to send from'}
      description={
        identity?.source === 'provider'
          ? 'Changes apply to mail from here. Nothing changes at the provider.'
          : identity
            ? undefined
            : 'The server of the mailbox decides whether it sends mail from this address.'
      }
      width="wide"
    >
      <Form submission={submission} action="Save" onSubmit={save} onDone={onDone} onCancel={onClose}>
        {!identity && (
          <Field label="Address" error={submission.errorOf('email')}>
            <Input name="email" type="email" autoComplete="off" autoFocus />
          </Field>
        )}
        <div className="grid gap-2 md:grid-cols-2">
          <Field label="Name" hint="Recipients see it beside the address." error={submission.errorOf('display_name')}>
            <Input name="display_name" defaultValue={identity?.display_name ?? ''} />
          </Field>
          <Field label="Replies go to" hint="Left empty, to the address itself." error={submission.errorOf('reply_to')}>
            <Input name="reply_to" type="email" defaultValue={identity?.reply_to ?? ''} />
          </Field>
        </div>
        <Field label="Signature" hint="Stands below what you write." error={submission.errorOf('signature_text')}>
          <TextArea name="signature_text" rows={4} defaultValue={identity?.signature_text ?? ''} />
        </Field>
        <details open={Boolean(identity?.signature_html)}>
          <summary className="w-fit cursor-pointer rounded text-sm font-medium">Signature in HTML</summary>
          <div className="pt-2">
            <Field label="HTML" hint="Left empty, it is made from the text above." error={submission.errorOf('signature_html')}>
              <TextArea name="signature_html" rows={4} className="font-mono" defaultValue={identity?.signature_html ?? ''} />
            </Field>
          </div>
        </details>
      </Form>
    </Dialog>
  );
}

const filled = (values: Record<string, string>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

import { useState } from 'react';
import {
  ACCESS,
  memberName,
  share as save,
  type Access,
  type Member,
  type Share,
} from '@/features/settings/api/organization-api';
import { Dialog } from '@/components/dialog';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Select } from '@/components/select';
import { nameOf, type Mailbox } from '@/lib/mailboxes/mailboxes';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  organization: string;
  /** Null for a mailbox that is not shared yet. */
  share: Share | null;
  mailboxes: readonly Mailbox[];
  members: readonly Member[];
  prove: <T>(work: () => Promise<T>) => Promise<T>;
  onDone: () => void;
  onClose: () => void;
}

const NONE = { value: '', label: 'No access' };

/** Chooses who may do what in a shared mailbox. */
export function ShareDialog({ organization, share, mailboxes, members, prove, onDone, onClose }: Props) {
  const submission = useSubmit();
  const [mailbox, setMailbox] = useState(share?.connection_id ?? mailboxes[0]?.id ?? '');
  const owner = share?.user_id ?? null;
  const [everybody, setEverybody] = useState<string>(share?.everybody ?? '');
  const [grants, setGrants] = useState<Record<string, string>>(
    Object.fromEntries(share?.members.map((grant) => [grant.user_id, grant.access]) ?? []),
  );
  const body = () => ({
    everybody: (everybody || null) as Access | null,
    members: Object.entries(grants)
      .filter(([, access]) => access !== '')
      .map(([user_id, access]) => ({ user_id, access: access as Access })),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={share ? `Access to ${nameOf(share)}` : 'Share a mailbox'}
      description="A member with several kinds of access has the highest."
    >
      <Form
        submission={submission}
        action={share ? 'Save' : 'Share'}
        onSubmit={() => prove(() => save(organization, mailbox, body()))}
        onDone={onDone}
        onCancel={onClose}
      >
        {!share && (
          <Field label="Mailbox">
            <Select
              value={mailbox}
              onChange={(event) => setMailbox(event.target.value)}
              options={mailboxes.map((other) => ({ value: other.id, label: nameOf(other) }))}
            />
          </Field>
        )}
        <Field label="All members">
          <Select value={everybody} onChange={(event) => setEverybody(event.target.value)} options={[NONE, ...ACCESS]} />
        </Field>
        {members
          .filter((member) => member.user_id !== owner)
          .map((member) => (
            <Field key={member.user_id} label={memberName(member)}>
              <Select
                value={grants[member.user_id] ?? ''}
                onChange={(event) => setGrants({ ...grants, [member.user_id]: event.target.value })}
                options={[{ ...NONE, label: 'As all members' }, ...ACCESS]}
              />
            </Field>
          ))}
      </Form>
    </Dialog>
  );
}

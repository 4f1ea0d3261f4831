import { useState } from 'react';
import { endAllSessions } from '@/features/settings/api/account-api';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Dialog } from '@/components/dialog';
import { Form } from '@/components/form';
import { endSession } from '@/lib/session/session';
import { tellOtherTabs } from '@/lib/session/session-tabs';
import { useSubmit } from '@/lib/use-submit';

/** Ends every session, also this one; runs the request by `prove`. */
export function EndAllSessions({ prove }: { prove: <T>(work: () => Promise<T>) => Promise<T> }) {
  const submission = useSubmit();
  const [open, setOpen] = useState(false);
  const [revokeKeys, setRevokeKeys] = useState(false);
  const leave = () => {
    tellOtherTabs('signed-out');
    endSession('signed-out');
  };
  return (
    <>
      <Button look="danger" onClick={() => setOpen(true)}>
        Sign out everywhere
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Sign out everywhere?"
        description="All sessions end at once, also this one. You sign in again with your password."
      >
        <Form
          submission={submission}
          action="Sign out everywhere"
          look="danger"
          onSubmit={() => prove(() => endAllSessions(revokeKeys))}
          onDone={leave}
          onCancel={() => setOpen(false)}
        >
          <Checkbox
            label="Also revoke all API keys, if your account may be compromised"
            checked={revokeKeys}
            onCheckedChange={(checked) => setRevokeKeys(checked === true)}
          />
        </Form>
      </Dialog>
    </>
  );
}

import { useState } from 'react';
import { toApiError, type ApiError } from '@/lib/api/api-error';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What happens, and that it cannot be undone. */
  description: string;
  /** Names the action: "Delete account", never "OK". */
  action: string;
  onConfirm: () => Promise<unknown>;
}

/** Asks before an action that cannot be undone. Everything else offers undo instead. */
export function ConfirmDialog({ open, onOpenChange, title, description, action, onConfirm }: Props) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const change = (next: boolean) => {
    setError(null);
    onOpenChange(next);
  };
  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      change(false);
    } catch (thrown) {
      setError(toApiError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      description={description}
      actions={
        <>
          <Button onClick={() => change(false)}>Cancel</Button>
          <Button look="danger" busy={busy} onClick={() => void confirm()}>
            {action}
          </Button>
        </>
      }
    >
      {error && <ErrorState error={error} compact />}
    </Dialog>
  );
}

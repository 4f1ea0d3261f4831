import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import type { Submission } from '@/lib/use-submit';

interface Props {
  submission: Submission;
  /** Names the action: "Save", never "OK". */
  action: string;
  onSubmit: (values: Record<string, string>) => Promise<unknown>;
  /** Runs after the server has accepted the form. */
  onDone?: () => void;
  onCancel?: () => void;
  look?: 'primary' | 'danger';
  disabled?: boolean;
  children?: ReactNode;
}

/** A form with its fields, the refusal as a whole, and its buttons. */
export function Form({ submission, action, onSubmit, onDone, onCancel, look = 'primary', disabled, children }: Props) {
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const values = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]));
        void submission.run(() => onSubmit(values)).then((done) => done && onDone?.());
      }}
    >
      {children}
      {submission.error && <ErrorState error={submission.error} compact />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look={look} busy={submission.busy} disabled={disabled}>
          {action}
        </Button>
        {onCancel && <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}

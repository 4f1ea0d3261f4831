import type { ReactNode } from 'react';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import type { Submission } from '@/lib/use-submit';

interface Props {
  submission: Submission;
  action: string;
  onSubmit: (values: Record<string, string>) => Promise<unknown>;
  children: ReactNode;
}

/** A form of the pages for visitors: fields, the refusal, one button. */
export function AuthForm({ submission, action, onSubmit, children }: Props) {
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const values = Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]));
        void submission.run(() => onSubmit(values));
      }}
    >
      {children}
      {submission.error && <ErrorState error={submission.error} compact />}
      <Button type="submit" look="primary" busy={submission.busy}>
        {action}
      </Button>
    </form>
  );
}

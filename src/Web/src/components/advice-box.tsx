import { CircleAlert } from 'lucide-react';
import { ErrorState } from '@/components/error-state';
import type { ApiError } from '@/lib/api/api-error';
import type { Advice } from '@/lib/mailboxes/connect-advice';

/** A refused connection: what it means and what to do; without advice the refusal itself. */
export function AdviceBox({ error, advice }: { error: ApiError; advice: Advice | null }) {
  if (!advice) return <ErrorState error={error} compact />;
  return (
    <div role="alert" className="flex gap-2 rounded-md bg-danger-soft p-2 text-sm">
      <CircleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">{advice.title}</p>
        <ul className="list-disc ps-4">
          {advice.steps.map((step) => (
            <li key={step} className="break-words">
              {step}
            </li>
          ))}
        </ul>
        <p className="mt-1 text-xs break-words text-muted">
          {error.detail}
          {error.requestId && ` Request ${error.requestId}`}
        </p>
      </div>
    </div>
  );
}

import { CircleAlert } from 'lucide-react';
import { Button } from '@/components/button';
import { toApiError } from '@/lib/api/api-error';

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** Inside a form or dialog, instead of in place of a page. */
  compact?: boolean;
}

/** An error in words, with the next step and the id that an operator can find in the log. */
export function ErrorState({ error, onRetry, compact = false }: Props) {
  const { title, detail, requestId, retryAfter } = toApiError(error);
  return (
    <div
      role="alert"
      className={compact ? 'flex gap-2 rounded-md bg-danger-soft p-2 text-sm' : 'mx-auto flex max-w-md gap-2 px-4 py-16 text-sm'}
    >
      <CircleAlert size={16} className="mt-0.5 shrink-0 text-danger" aria-hidden />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="break-words">{detail}</p>
        {retryAfter !== null && <p>Try again in {retryAfter} seconds.</p>}
        {requestId && <p className="mt-1 text-xs text-muted">Request {requestId}</p>}
        {onRetry && (
          <Button className="mt-2" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

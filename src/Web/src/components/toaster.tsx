import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { dismissToast, useToasts, type Toast } from '@/lib/toasts';

/** The messages of the page, newest last. */
export function Toaster() {
  const toasts = useToasts();
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="fixed bottom-4 left-4 z-50 flex w-[calc(100vw-32px)] max-w-sm flex-col gap-2"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useCountdown(toast, held);
  return (
    <div
      role={toast.tone === 'danger' ? 'alert' : 'status'}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={clsx(
        'flex items-start gap-3 rounded-lg border bg-raised p-3 text-sm shadow-float',
        toast.tone === 'danger' ? 'border-danger' : 'border-line',
      )}
    >
      <div className="min-w-0 grow">
        <p className={clsx('font-medium', toast.tone === 'danger' && 'text-danger')}>{toast.text}</p>
        {toast.detail && <p className="break-words">{toast.detail}</p>}
        {toast.requestId && <p className="mt-1 text-xs text-muted">Request {toast.requestId}</p>}
      </div>
      {toast.action && (
        <button
          type="button"
          className="font-medium text-accent-ink hover:underline"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      {toast.until && <SecondsLeft until={toast.until} />}
      <button type="button" aria-label="Dismiss" className="text-muted hover:text-ink" onClick={() => dismissToast(toast.id)}>
        <X size={16} aria-hidden />
      </button>
    </div>
  );
}

// For the eyes only: a screen reader would read each second.
function SecondsLeft({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return (
    <span aria-hidden className="w-5 text-end text-muted tabular-nums">
      {Math.max(0, Math.ceil((until - now) / 1000))}
    </span>
  );
}

/** Dismisses a message after its time, which stands still while it is held. */
function useCountdown({ id, duration, until }: Toast, held: boolean): void {
  const left = useRef(duration);
  useEffect(() => {
    if (!until) return;
    const timer = setTimeout(() => dismissToast(id), until - Date.now());
    return () => clearTimeout(timer);
  }, [id, until]);
  useEffect(() => {
    if (left.current === null || held) return;
    const started = performance.now();
    const timer = setTimeout(() => dismissToast(id), left.current);
    return () => {
      clearTimeout(timer);
      left.current = (left.current ?? 0) - (performance.now() - started);
    };
  }, [id, held]);
}

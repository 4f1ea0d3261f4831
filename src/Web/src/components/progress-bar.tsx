import { formatCount, formatDuration } from '@/lib/format';

interface Props {
  label: string;
  done: number;
  /** Null while it is unknown. */
  total: number | null;
  etaSeconds?: number | null;
}

/** A progress with its count and, if known, the time that remains. */
export function ProgressBar({ label, done, total, etaSeconds }: Props) {
  const share = total ? Math.min(1, done / total) : null;
  return (
    <div className="flex flex-col gap-1 text-xs text-muted">
      <div className="flex justify-between gap-2">
        <span>{label}</span>
        <span>
          {total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`}
          {etaSeconds ? `, about ${formatDuration(etaSeconds)} left` : ''}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={total === null ? undefined : done}
        className="h-1 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={share === null ? 'h-full w-1/3 animate-pulse bg-accent' : 'h-full bg-accent transition-[width]'}
          style={share === null ? undefined : { width: `${String(share * 100)}%` }}
        />
      </div>
    </div>
  );
}

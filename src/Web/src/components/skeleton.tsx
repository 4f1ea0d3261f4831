import { clsx } from 'clsx';

/** The place of content that is being loaded. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('animate-pulse rounded bg-hover', className)} />;
}

/** Rows of a list that is being loaded. */
export function SkeletonRows({ rows = 8 }: { rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="flex h-10 items-center gap-3 border-b border-line px-4">
          <Skeleton className="h-3 w-32" />
          <Skeleton className="h-3 grow" />
          <Skeleton className="h-3 w-12" />
        </div>
      ))}
    </div>
  );
}

import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const TONES = {
  neutral: 'bg-hover text-ink',
  accent: 'bg-selected text-accent-ink',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
};

export function Badge({ tone = 'neutral', children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span
      className={clsx('inline-flex items-center rounded px-1.5 text-xs leading-5 font-medium whitespace-nowrap', TONES[tone])}
    >
      {children}
    </span>
  );
}

import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Tooltip } from '@/components/tooltip';

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  /** The name for screen readers and the tooltip. */
  label: string;
  keys?: string;
  pressed?: boolean;
};

export function IconButton({ icon: Icon, label, keys, pressed, className, type = 'button', ...rest }: Props) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type={type}
        aria-label={label}
        aria-pressed={pressed}
        className={clsx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink',
          'disabled:opacity-40 disabled:hover:bg-transparent aria-pressed:text-accent-ink',
          className,
        )}
        {...rest}
      >
        <Icon size={16} aria-hidden />
      </button>
    </Tooltip>
  );
}

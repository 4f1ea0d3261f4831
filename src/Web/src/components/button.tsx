import { clsx } from 'clsx';
import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  secondary: 'border border-line bg-canvas text-ink hover:bg-hover',
  quiet: 'text-ink hover:bg-hover',
  danger: 'border border-line bg-canvas text-danger hover:bg-danger-soft',
};

const base =
  'inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-md px-3 text-sm font-medium whitespace-nowrap select-none ' +
  'disabled:opacity-50 aria-disabled:opacity-50';

/** Returns the classes of a button, for links that look like one. */
export const buttonClasses = (look: Look = 'secondary', className?: string) => clsx(base, LOOKS[look], className);

type Props = ComponentProps<'button'> & { look?: Look; icon?: LucideIcon; busy?: boolean };

export function Button({
  look = 'secondary',
  icon: Icon,
  busy = false,
  className,
  children,
  type = 'button',
  disabled,
  ...rest
}: Props) {
  return (
    <button
      type={type}
      className={buttonClasses(look, className)}
      disabled={disabled ?? busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <LoaderCircle size={16} className="animate-spin" aria-hidden /> : Icon && <Icon size={16} aria-hidden />}
      {children}
    </button>
  );
}

import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

/** The classes that all fields share. */
export const fieldClasses =
  'w-full rounded-md border border-line-strong bg-canvas px-2 text-base text-ink placeholder:text-muted ' +
  'aria-invalid:border-danger disabled:opacity-50';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(fieldClasses, 'h-8', className)} {...rest} />;
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={clsx(fieldClasses, 'min-h-20 py-1', className)} {...rest} />;
}

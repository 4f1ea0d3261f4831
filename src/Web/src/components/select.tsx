import { clsx } from 'clsx';
import type { ComponentProps } from 'react';
import { fieldClasses } from '@/components/input';

type Props = Omit<ComponentProps<'select'>, 'children'> & {
  options: readonly { value: string; label: string; disabled?: boolean }[];
};

/** The browser's own select: accessible, and the best there is on a phone. */
export function Select({ options, className, ...rest }: Props) {
  return (
    <select className={clsx(fieldClasses, 'h-8', className)} {...rest}>
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

import { Link as RouterLink, type LinkComponentProps } from '@tanstack/react-router';
import { clsx } from 'clsx';

/** A link within the product, in the colour of links. */
export function TextLink({ className, ...rest }: LinkComponentProps) {
  return (
    <RouterLink
      {...rest}
      className={clsx('text-accent-ink underline-offset-2 hover:underline', className as string | undefined)}
    />
  );
}

import { Switch as Primitive } from 'radix-ui';
import { useId, type ComponentProps } from 'react';

type Props = Omit<ComponentProps<typeof Primitive.Root>, 'children'> & { label: string; hint?: string };

export function Switch({ label, hint, ...rest }: Props) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div>
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
      <Primitive.Root
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative h-5 w-9 shrink-0 rounded-full bg-line-strong disabled:opacity-50 data-[state=checked]:bg-accent"
        {...rest}
      >
        <Primitive.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white transition-transform data-[state=checked]:translate-x-4.5" />
      </Primitive.Root>
    </div>
  );
}

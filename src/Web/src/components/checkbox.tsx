import { Check, Minus } from 'lucide-react';
import { Checkbox as Primitive } from 'radix-ui';
import { useId, type ComponentProps } from 'react';

type Props = Omit<ComponentProps<typeof Primitive.Root>, 'children'> & {
  label: string;
  /** Keeps the label for screen readers only, as in a table. */
  hideLabel?: boolean;
};

export function Checkbox({ label, hideLabel, id, checked, ...rest }: Props) {
  const ownId = useId();
  const control = (
    <Primitive.Root
      id={id ?? ownId}
      checked={checked}
      aria-label={hideLabel ? label : undefined}
      className="flex size-4 shrink-0 items-center justify-center rounded border border-line-strong data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=checked]:text-on-accent data-[state=indeterminate]:bg-accent data-[state=indeterminate]:text-on-accent"
      {...rest}
    >
      <Primitive.Indicator>
        {checked === 'indeterminate' ? (
          <Minus size={12} strokeWidth={3} aria-hidden />
        ) : (
          <Check size={12} strokeWidth={3} aria-hidden />
        )}
      </Primitive.Indicator>
    </Primitive.Root>
  );
  if (hideLabel) return control;
  return (
    <div className="flex items-center gap-2">
      {control}
      <label htmlFor={id ?? ownId} className="text-sm">
        {label}
      </label>
    </div>
  );
}

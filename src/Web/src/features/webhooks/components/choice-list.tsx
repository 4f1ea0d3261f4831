import { Checkbox } from '@/components/checkbox';

interface Props {
  legend: string;
  options: readonly { value: string; label: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error?: string;
}

/** Several of a list. Those that are chosen stay in the list, even if they are no longer offered. */
export function ChoiceList({ legend, options, chosen, onChange, error }: Props) {
  const gone = chosen.filter((value) => !options.some((option) => option.value === value));
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      <div className="flex max-h-48 flex-col gap-1 overflow-y-auto">
        {[...options, ...gone.map((value) => ({ value, label: `${value} (no longer there)` }))].map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onCheckedChange={(checked) =>
              onChange(checked === true ? [...chosen, value] : chosen.filter((other) => other !== value))
            }
          />
        ))}
      </div>
      {error && (
        <p role="alert" className="text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

import { SCOPES, type Scope } from '@/features/settings/api/key-api';
import { Checkbox } from '@/components/checkbox';

interface Props {
  /** Those to choose from. */
  offered: readonly Scope[];
  chosen: readonly Scope[];
  onChange: (chosen: Scope[]) => void;
  error?: string;
}

export function ScopeChoice({ offered, chosen, onChange, error }: Props) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-sm font-medium">What it may do</legend>
      {SCOPES.filter(({ scope }) => offered.includes(scope)).map(({ scope, label }) => (
        <Checkbox
          key={scope}
          label={`${label} (${scope})`}
          checked={chosen.includes(scope)}
          onCheckedChange={(checked) =>
            onChange(checked === true ? [...chosen, scope] : chosen.filter((other) => other !== scope))
          }
        />
      ))}
      {error && (
        <p role="alert" className="text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

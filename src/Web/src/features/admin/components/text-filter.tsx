import { Field } from '@/components/field';
import { Input } from '@/components/input';

interface Props {
  label: string;
  value: string | undefined;
  placeholder?: string;
  type?: 'search' | 'date';
  onChange: (value: string) => void;
}

/** A filter by a text, which applies with Enter or when the field is left. */
export function TextFilter({ label, value, placeholder, type = 'search', onChange }: Props) {
  const apply = (typed: string) => {
    if (typed !== (value ?? '')) onChange(typed);
  };
  return (
    <Field label={label}>
      <Input
        key={value}
        type={type}
        defaultValue={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onBlur={(event) => apply(event.currentTarget.value.trim())}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply(event.currentTarget.value.trim());
        }}
      />
    </Field>
  );
}

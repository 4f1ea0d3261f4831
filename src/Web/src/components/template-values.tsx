import { Field } from '@/components/field';
import { Input, TextArea } from '@/components/input';
import { Select } from '@/components/select';
import type { TemplateVariable } from '@/lib/templates';

interface Props {
  variables: readonly TemplateVariable[];
  typed: Readonly<Record<string, string>>;
  onType: (typed: Record<string, string>) => void;
  /** Returns why a value was refused. */
  errorOf: (field: string) => string | undefined;
}

/** Fields for the variables of a template. */
export function TemplateValues({ variables, typed, onType, errorOf }: Props) {
  return (
    <>
      {variables.map((variable) => (
        <Field
          key={variable.name}
          label={`${variable.name}${variable.required ? '' : ' (optional)'}`}
          hint={hintOf(variable)}
          error={errorOf(`variables.${variable.name}`)}
        >
          {controlOf(variable, typed[variable.name] ?? '', (value) => onType({ ...typed, [variable.name]: value }))}
        </Field>
      ))}
    </>
  );
}

function hintOf({ description, default: fallback, type }: TemplateVariable): string | undefined {
  const parts = [
    description,
    type === 'list' && 'One item a line, or JSON.',
    type === 'object' && 'JSON, such as {"name": "Ada"}.',
  ];
  return [...parts, fallback !== null && `Default: ${fallback}`].filter(Boolean).join(' ') || undefined;
}

function controlOf({ type }: TemplateVariable, value: string, onChange: (value: string) => void) {
  switch (type) {
    case 'list':
    case 'object':
      return <TextArea value={value} onChange={(event) => onChange(event.target.value)} />;
    case 'boolean':
      return (
        <Select
          value={value}
          options={[
            { value: '', label: 'Not set' },
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return (
        <Input
          type={type === 'date' ? 'date' : 'text'}
          inputMode={type === 'number' ? 'decimal' : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

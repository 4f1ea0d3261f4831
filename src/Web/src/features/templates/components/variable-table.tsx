import { X } from 'lucide-react';
import { Checkbox } from '@/components/checkbox';
import { IconButton } from '@/components/icon-button';
import { Input } from '@/components/input';
import { Select } from '@/components/select';
import { Table } from '@/components/table';
import type { TemplateVariable } from '@/lib/templates';

const TYPES = ['any', 'text', 'number', 'boolean', 'date', 'list', 'object'] as const;

interface Props {
  variables: readonly TemplateVariable[];
  onChange: (variables: TemplateVariable[]) => void;
}

/** The variables of a template: their types, whether a value is required, and what they are. */
export function VariableTable({ variables, onChange }: Props) {
  const change = (name: string, changes: Partial<TemplateVariable>) =>
    onChange(variables.map((variable) => (variable.name === name ? { ...variable, ...changes } : variable)));
  if (variables.length === 0) {
    return (
      <p className="text-sm text-muted">
        None. Write <code>{'{{ name }}'}</code> where a value goes that is given when the template is used.
      </p>
    );
  }
  return (
    <Table
      caption="Variables"
      rows={variables}
      rowKey={({ name }) => name}
      columns={[
        { header: 'Name', cell: ({ name }) => <code>{name}</code> },
        {
          header: 'Type',
          cell: ({ name, type }) => (
            <Select
              aria-label={`Type of ${name}`}
              className="min-w-24"
              value={type}
              options={TYPES.map((value) => ({ value, label: value }))}
              onChange={(event) => change(name, { type: event.target.value as TemplateVariable['type'] })}
            />
          ),
        },
        {
          header: 'Required',
          cell: ({ name, required }) => (
            <Checkbox
              label={`${name} is required`}
              hideLabel
              checked={required}
              onCheckedChange={(checked) => change(name, { required: checked === true })}
            />
          ),
        },
        {
          header: 'Default',
          cell: ({ name, type, default: value }) => (
            <Input
              aria-label={`Default of ${name}`}
              className="min-w-24"
              disabled={type === 'list' || type === 'object' || type === 'any'}
              value={value ?? ''}
              onChange={(event) =>
                change(name, { default: event.target.value || null, ...(event.target.value && { required: false }) })
              }
            />
          ),
        },
        {
          header: 'Description',
          wideOnly: true,
          cell: ({ name, description }) => (
            <Input
              aria-label={`Description of ${name}`}
              value={description ?? ''}
              onChange={(event) => change(name, { description: event.target.value || null })}
            />
          ),
        },
        {
          header: '',
          align: 'end',
          cell: ({ name }) => (
            <IconButton
              icon={X}
              label={`Forget ${name}`}
              onClick={() => onChange(variables.filter((variable) => variable.name !== name))}
            />
          ),
        },
      ]}
    />
  );
}

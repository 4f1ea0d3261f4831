import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  tabs: readonly { value: string; label: string; content: ReactNode }[];
  value?: string;
  onChange?: (value: string) => void;
}

export function Tabs({ label, tabs, value, onChange }: Props) {
  return (
    <Primitive.Root value={value} onValueChange={onChange} defaultValue={value === undefined ? tabs[0]?.value : undefined}>
      <Primitive.List aria-label={label} className="flex gap-4 border-b border-line">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px border-b-2 border-transparent py-2 text-sm text-muted hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.value} value={tab.value} className="py-4">
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}

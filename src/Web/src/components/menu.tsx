import { clsx } from 'clsx';
import type { LucideIcon } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { Keys } from '@/components/keys';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Marks the chosen one of several. */
  checked?: boolean;
  onSelect: () => void;
}

interface Props {
  /** The button that opens the menu. */
  trigger: ReactNode;
  label: string;
  items: readonly (MenuItem | 'separator')[];
  align?: 'start' | 'end';
}

const row =
  'flex h-8 cursor-default items-center gap-2 rounded px-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-hover';

export function Menu({ trigger, label, items, align = 'start' }: Props) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-50 min-w-48 rounded-lg border border-line bg-raised p-1 shadow-float"
        >
          {items.map((item, index) =>
            item === 'separator' ? (
              <Primitive.Separator key={index} className="my-1 h-px bg-line" />
            ) : (
              <Primitive.Item
                key={item.label}
                disabled={item.disabled}
                onSelect={item.onSelect}
                className={clsx(row, item.danger && 'text-danger')}
              >
                {item.icon && <item.icon size={16} className="text-muted" aria-hidden />}
                <span className="grow">
                  {item.label}
                  {item.checked && <span className="sr-only"> (chosen)</span>}
                </span>
                {item.checked && <span aria-hidden>✓</span>}
                {item.keys && (
                  <span className="text-muted">
                    <Keys keys={item.keys} />
                  </span>
                )}
              </Primitive.Item>
            ),
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

import { clsx } from 'clsx';
import { DropdownMenu as Primitive } from 'radix-ui';
import { Keys } from '@/components/keys';
import type { MenuProps } from '@/components/menu';

const row =
  'flex h-8 cursor-default items-center gap-2 rounded px-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-hover';

/** The menu itself; pages use Menu. */
export default function DropdownMenu({ trigger, label, items, align = 'start' }: MenuProps) {
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

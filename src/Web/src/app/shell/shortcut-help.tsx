import { Dialog } from '@/components/dialog';
import { Keys } from '@/components/keys';
import { useAllShortcuts, type Shortcut } from '@/lib/keyboard';

/** The shortcuts of the open page and of the shell, by group. */
export default function ShortcutHelp({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const shortcuts = useAllShortcuts();
  const byKeys = new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut]));
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of byKeys.values()) groups.set(shortcut.group, [...(groups.get(shortcut.group) ?? []), shortcut]);
  return (
    <Dialog open onOpenChange={onOpenChange} title="Shortcuts" width="wide">
      <div className="grid gap-6 md:grid-cols-2">
        {[...groups].map(([group, items]) => (
          <section key={group} aria-label={group}>
            <h3 className="mb-1 text-xs font-medium text-muted">{group}</h3>
            <dl>
              {items.map(({ keys, label }) => (
                <div key={keys} className="flex justify-between border-b border-line py-1 text-sm">
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

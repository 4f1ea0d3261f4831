import { Keys } from '@/components/keys';
import { PageHeader } from '@/components/page-header';
import { PageSection } from '@/components/page-section';
import { useAllShortcuts } from '@/lib/keyboard';

/** The shortcuts that exist on every page. Those of a page are in the help that "?" opens there. */
export default function ShortcutsPage() {
  const byKeys = new Map(useAllShortcuts().map((shortcut) => [shortcut.keys, shortcut]));
  const groups = [...new Set([...byKeys.values()].map((shortcut) => shortcut.group))];
  return (
    <>
      <PageHeader title="Shortcuts" description='Pages have further ones: press "?" on a page to see all that apply to it.' />
      {groups.map((group) => (
        <PageSection key={group} title={group}>
          <dl>
            {[...byKeys.values()]
              .filter((shortcut) => shortcut.group === group)
              .map(({ keys, label }) => (
                <div key={keys} className="flex justify-between border-b border-line py-1 text-sm">
                  <dt>{label}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
          </dl>
        </PageSection>
      ))}
    </>
  );
}

import { Link, Outlet } from '@tanstack/react-router';
import { adminPages, settingsPages } from '@/app/routes';

export const SettingsSection = () => <Section label="Settings" path="/settings" pages={settingsPages} />;
export const AdminSection = () => <Section label="Administration" path="/admin" pages={adminPages} />;

interface Props {
  label: string;
  path: string;
  pages: readonly { path: string; label: string; group: string }[];
}

/** Pages with a list of their own on the left, above the page below 700 px. */
function Section({ label, path, pages }: Props) {
  const groups = [...new Set(pages.map((page) => page.group))];
  return (
    <div className="flex min-h-full max-md:flex-col">
      <nav
        aria-label={label}
        className="flex shrink-0 gap-4 border-line p-2 max-md:overflow-x-auto max-md:border-b md:w-48 md:flex-col md:border-e"
      >
        {groups.map((group) => (
          <div key={group} className="flex gap-1 md:flex-col">
            <h2 className="px-2 text-xs leading-6 font-medium text-muted max-md:sr-only">{group}</h2>
            {pages
              .filter((page) => page.group === group)
              .map((page) => (
                <Link
                  key={page.path}
                  to={`${path}/${page.path}`}
                  className="flex h-8 items-center rounded-md px-2 text-sm whitespace-nowrap text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-ink"
                >
                  {page.label}
                </Link>
              ))}
          </div>
        ))}
      </nav>
      <div className="min-w-0 grow">
        <Outlet />
      </div>
    </div>
  );
}

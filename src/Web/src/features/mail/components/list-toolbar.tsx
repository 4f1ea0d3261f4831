import { useNavigate } from '@tanstack/react-router';
import { ListFilter, X } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { NO_SELECTION } from '@/features/mail/hooks/selection';
import type { MailController } from '@/features/mail/hooks/use-mail-controller';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { formatCount } from '@/lib/format';

const ActionBar = lazy(() => import('@/features/mail/components/action-bar'));

interface Props {
  title: string;
  total: number | null;
  unreadOnly: boolean;
  mail: MailController;
}

/** The title of a list; in its place, the actions on what is selected. */
export function ListToolbar({ title, total, unreadOnly, mail }: Props) {
  const navigate = useNavigate();
  const { ids } = mail.selection;
  useEffect(() => {
    document.title = `${title} - EmailAgent`;
  }, [title]);
  if (ids.size > 0) return <SelectionBar mail={mail} />;
  const show = (value: 'unread' | undefined) =>
    void navigate({ to: '.', search: (previous: Record<string, unknown>) => ({ ...previous, show: value }) });
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line ps-4 pe-2">
      <h1 dir="auto" className="min-w-0 truncate text-lg font-semibold">
        {title}
      </h1>
      {total !== null && <span className="grow text-xs text-muted">{formatCount(total)}</span>}
      {unreadOnly && <span className="text-xs text-muted">Unread only</span>}
      <Menu
        label="Show"
        align="end"
        trigger={<IconButton icon={ListFilter} label="Show" pressed={unreadOnly} />}
        items={[
          { label: 'All messages', checked: !unreadOnly, onSelect: () => show(undefined) },
          { label: 'Unread only', checked: unreadOnly, onSelect: () => show('unread') },
        ]}
      />
    </header>
  );
}

export function SelectionBar({ mail }: { mail: MailController }) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-selected px-2">
      <IconButton icon={X} label="Select none" keys="Escape" onClick={() => mail.setSelection(NO_SELECTION)} />
      <p role="status" className="grow text-sm font-medium whitespace-nowrap">
        {formatCount(mail.selection.ids.size)}
        <span className="max-md:sr-only"> selected</span>
      </p>
      <Suspense>
        <ActionBar mail={mail} emails={mail.selectedRows()} ownsMenus />
      </Suspense>
    </header>
  );
}

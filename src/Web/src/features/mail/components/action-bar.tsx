import { Archive, FolderInput, Mail, MailOpen, ShieldAlert, Star, Tag, Trash2 } from 'lucide-react';
import type { EmailSummary } from '@/features/mail/api/lists';
import LabelMenu from '@/features/mail/components/label-menu';
import type { MailController } from '@/features/mail/hooks/use-mail-controller';
import { IconButton } from '@/components/icon-button';

interface Props {
  mail: MailController;
  /** The messages that the buttons act on; only to show their state. */
  emails: readonly EmailSummary[];
  /** Indicates whether the menus that keys open hang on this bar. */
  ownsMenus: boolean;
}

/** The actions on messages, as buttons. */
export default function ActionBar({ mail, emails, ownsMenus }: Props) {
  const unread = emails.some((email) => !email.is_read);
  const starred = emails.length > 0 && emails.every((email) => email.is_starred);
  const menu = (which: 'move' | 'label') => ({
    purpose: which,
    emails,
    open: ownsMenus && mail.menu === which,
    onOpenChange: (open: boolean) => mail.setMenu(open ? which : null),
  });
  return (
    <div role="group" aria-label="Actions" className="flex items-center">
      <IconButton icon={Archive} label="Archive" keys="e" onClick={() => mail.place({ kind: 'archive' })} />
      <IconButton icon={Trash2} label="Move to the trash" keys="#" onClick={() => mail.place({ kind: 'trash' })} />
      <IconButton icon={ShieldAlert} label="Move to spam" keys="!" onClick={() => mail.place({ kind: 'junk' })} />
      <IconButton
        icon={unread ? MailOpen : Mail}
        label={unread ? 'Mark as read' : 'Mark as unread'}
        keys={unread ? 'Shift+I' : 'Shift+U'}
        onClick={() => mail.flag(unread ? 'mark-read' : 'mark-unread')}
      />
      <IconButton icon={Star} label="Star" keys="s" pressed={starred} onClick={() => mail.flag(starred ? 'unstar' : 'star')} />
      <LabelMenu
        {...menu('move')}
        onChoose={(label) => mail.place({ kind: 'move', label })}
        trigger={
          <span>
            <IconButton icon={FolderInput} label="Move to ..." keys="v" onClick={() => mail.setMenu('move')} />
          </span>
        }
      />
      <LabelMenu
        {...menu('label')}
        onChoose={(label, has) => mail.place({ kind: has ? 'unlabel' : 'label', label })}
        trigger={
          <span>
            <IconButton icon={Tag} label="Label ..." keys="l" onClick={() => mail.setMenu('label')} />
          </span>
        }
      />
    </div>
  );
}

import type { MailController } from '@/features/mail/hooks/use-mail-controller';
import type { MailList } from '@/features/mail/hooks/use-mail-list';
import { openCompose, type ComposeRequest } from '@/lib/compose';
import { useCommands, type Command } from '@/lib/commands';
import { useShortcuts, type Shortcut } from '@/lib/keyboard';
import { Archive, Forward, MailOpen, Reply, ReplyAll, ShieldAlert, Star, Trash2 } from 'lucide-react';

/** Registers Gmail's keys for a list and its open thread, and the same actions for the palette. */
export function useMailKeys(mail: MailController, list: MailList): void {
  const write = (mode: ComposeRequest['mode']) => {
    const id = mail.openId ?? mail.currentId;
    if (id) openCompose({ mode, emailId: id });
  };
  const toggleStar = () => mail.flag(mail.targets().every((email) => email.is_starred) ? 'unstar' : 'star');
  const menu = (which: 'move' | 'label') => {
    // The menu hangs on the bar of the selection, or on that of the open thread.
    if (!mail.openId && mail.selection.ids.size === 0) mail.toggleCurrent(false);
    mail.setMenu(which);
  };
  const selectLoaded = () => {
    const ids = new Set<string>();
    for (let index = 0; index < (list.total ?? 0); index++) {
      const row = list.rowAt(index);
      if (row) ids.add(row.id);
    }
    mail.setSelection({ ids, anchor: null });
  };

  const key = (keys: string, label: string, run: () => void): Shortcut => ({ keys, label, group: 'Mail', run });
  useShortcuts([
    key('j', 'Next message', () => mail.step(1)),
    key('k', 'Previous message', () => mail.step(-1)),
    key('ArrowDown', 'Next message', () => mail.step(1)),
    key('ArrowUp', 'Previous message', () => mail.step(-1)),
    key('o', 'Open', mail.openCurrent),
    key('u', 'Back to the list', mail.close),
    key('Escape', 'Back', mail.close),
    key('x', 'Select', () => mail.toggleCurrent(false)),
    key('Shift+X', 'Select up to here', () => mail.toggleCurrent(true)),
    key('Shift+J', 'Select the next message', () => mail.stepAndSelect(1)),
    key('Shift+K', 'Select the previous message', () => mail.stepAndSelect(-1)),
    key('* a', 'Select all that are loaded', selectLoaded),
    key('* n', 'Select none', () => mail.setSelection({ ids: new Set(), anchor: null })),
    key('e', 'Archive', () => mail.place({ kind: 'archive' })),
    key('#', 'Move to the trash', () => mail.place({ kind: 'trash' })),
    key('!', 'Move to spam', () => mail.place({ kind: 'junk' })),
    key('s', 'Star', toggleStar),
    key('v', 'Move to ...', () => menu('move')),
    key('l', 'Label ...', () => menu('label')),
    key('Shift+I', 'Mark as read', () => mail.flag('mark-read')),
    key('Shift+U', 'Mark as unread', () => mail.flag('mark-unread')),
    key('r', 'Reply', () => write('reply')),
    key('a', 'Reply to all', () => write('reply-all')),
    key('f', 'Forward', () => write('forward')),
  ]);

  const command = (id: string, label: string, keys: string, icon: Command['icon'], run: () => void): Command => ({
    id: `mail-${id}`,
    label,
    group: 'Mail',
    keys,
    icon,
    run,
  });
  useCommands([
    command('archive', 'Archive', 'e', Archive, () => mail.place({ kind: 'archive' })),
    command('trash', 'Move to the trash', '#', Trash2, () => mail.place({ kind: 'trash' })),
    command('junk', 'Move to spam', '!', ShieldAlert, () => mail.place({ kind: 'junk' })),
    command('star', 'Star or unstar', 's', Star, toggleStar),
    command('read', 'Mark as read', 'Shift+I', MailOpen, () => mail.flag('mark-read')),
    command('unread', 'Mark as unread', 'Shift+U', MailOpen, () => mail.flag('mark-unread')),
    command('reply', 'Reply', 'r', Reply, () => write('reply')),
    command('reply-all', 'Reply to all', 'a', ReplyAll, () => write('reply-all')),
    command('forward', 'Forward', 'f', Forward, () => write('forward')),
  ]);
}

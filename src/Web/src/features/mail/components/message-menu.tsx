import { useQueryClient } from '@tanstack/react-query';
import { Code, Ellipsis, Forward, MailMinus, Printer, Reply, ReplyAll } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { EmailSummary } from '@/features/mail/api/lists';
import { messageQuery } from '@/features/mail/api/messages';
import { printMessage } from '@/features/mail/hooks/print-message';
import { useMailActions } from '@/features/mail/hooks/use-mail-actions';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { openCompose, type ComposeRequest } from '@/lib/compose';

const MessageSource = lazy(() => import('@/features/mail/components/message-source'));

/** What can be done with one message of a thread. */
export function MessageMenu({ email }: { email: EmailSummary }) {
  const client = useQueryClient();
  const { flag } = useMailActions();
  const [source, setSource] = useState(false);
  const write = (mode: ComposeRequest['mode']) => () => openCompose({ mode, emailId: email.id });
  const print = () => void client.ensureQueryData(messageQuery(email.id)).then(printMessage);
  return (
    <>
      <IconButton icon={Reply} label="Reply" keys="r" onClick={write('reply')} />
      <Menu
        label="More actions"
        align="end"
        trigger={<IconButton icon={Ellipsis} label="More actions" />}
        items={[
          { label: 'Reply', icon: Reply, keys: 'r', onSelect: write('reply') },
          { label: 'Reply to all', icon: ReplyAll, keys: 'a', onSelect: write('reply-all') },
          { label: 'Forward', icon: Forward, keys: 'f', onSelect: write('forward') },
          'separator',
          { label: 'Mark as unread', icon: MailMinus, onSelect: () => flag([email], 'mark-unread') },
          { label: 'Print', icon: Printer, onSelect: print },
          { label: 'Show the source', icon: Code, onSelect: () => setSource(true) },
        ]}
      />
      <Suspense>{source && <MessageSource email={email} onClose={() => setSource(false)} />}</Suspense>
    </>
  );
}

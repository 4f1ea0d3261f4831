import { useQuery } from '@tanstack/react-query';
import { CheckCheck, Inbox } from 'lucide-react';
import { connectionsQuery, isFilling } from '@/features/mail/api/mailboxes';
import { ListToolbar } from '@/features/mail/components/list-toolbar';
import { MailLayout } from '@/features/mail/components/mail-layout';
import { MessageList } from '@/features/mail/components/message-list';
import { ALL_MAILBOXES, titleOf, useMailView, type MailView } from '@/features/mail/hooks/mail-view';
import { useMailController } from '@/features/mail/hooks/use-mail-controller';
import { useMailKeys } from '@/features/mail/hooks/use-mail-keys';
import { useMailList } from '@/features/mail/hooks/use-mail-list';
import { usePlaces } from '@/features/mail/hooks/use-places';
import { useSyncStatus } from '@/features/mail/hooks/use-sync-status';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { TextLink } from '@/components/link';
import { PageHeader } from '@/components/page-header';
import { SkeletonRows } from '@/components/skeleton';

export default function MailPage() {
  const view = useMailView();
  const { data: connections } = useQuery(connectionsQuery);
  if (connections?.length === 0) return <NoMailbox />;
  return <Mail key={JSON.stringify(view.params)} view={view} />;
}

function Mail({ view }: { view: MailView }) {
  const list = useMailList(view.params);
  const mail = useMailController(list, view.params);
  const places = usePlaces();
  useMailKeys(mail, list);
  const title = titleOf(view, places.list);
  return (
    <MailLayout mail={mail} label={title}>
      <ListToolbar title={title} total={list.total} unreadOnly={view.unreadOnly} mail={mail} />
      {list.total === null ? (
        list.error ? (
          <ErrorState error={list.error} onRetry={list.retry} />
        ) : (
          <SkeletonRows />
        )
      ) : list.total === 0 ? (
        <NothingHere view={view} />
      ) : (
        <MessageList
          label={title}
          list={list}
          total={list.total}
          handlers={mail.handlers}
          selected={mail.selection.ids}
          currentId={mail.currentId}
          openId={mail.openId}
          folder={view.folder}
          showMailbox={view.mailbox === ALL_MAILBOXES && places.connections.length > 1}
          viewRef={mail.viewRef}
        />
      )}
    </MailLayout>
  );
}

function NothingHere({ view }: { view: MailView }) {
  const filling = useSyncStatus().some(isFilling);
  if (filling) {
    return (
      <EmptyState icon={Inbox} title="The mailbox is being filled">
        Messages appear here as they are loaded, the newest first.
      </EmptyState>
    );
  }
  if (view.unreadOnly) {
    return (
      <EmptyState icon={CheckCheck} title="Everything is read">
        New messages appear here as they arrive.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Inbox} title="No messages">
      {view.folder === 'inbox' ? 'New messages appear here as they arrive.' : 'Messages that you move here appear in this list.'}
    </EmptyState>
  );
}

function NoMailbox() {
  return (
    <>
      <PageHeader title="Mail" />
      <EmptyState icon={Inbox} title="No mailbox yet" action={<TextLink to="/settings">Connect a mailbox</TextLink>}>
        Connect a mailbox, and its messages appear here.
      </EmptyState>
    </>
  );
}

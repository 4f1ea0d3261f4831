import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { TextLink } from '@/components/link';
import { toApiError } from '@/lib/api/api-error';
import { mailboxesQuery, nameOf, waitsForOwner } from '@/lib/mailboxes/mailboxes';

const offer = { made: false };

/** Above every page: mailboxes that wait for their owner. Leads a new user to the first mailbox, once. */
export default function MailboxNotices() {
  const mailboxes = useQuery(mailboxesQuery);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const isEmpty = mailboxes.data?.length === 0;
  const mustEnrol = mailboxes.error !== null && toApiError(mailboxes.error).code === 'second_factor_required';

  useEffect(() => {
    if (mustEnrol && pathname !== '/settings/security') void navigate({ to: '/settings/security', replace: true });
    if (isEmpty && pathname === '/mail' && !offer.made) {
      offer.made = true;
      void navigate({ to: '/connect', replace: true });
    }
  }, [isEmpty, mustEnrol, pathname, navigate]);

  if (mustEnrol) {
    return <Bar>Your account must have a second factor. Turn it on to continue.</Bar>;
  }
  const waiting = mailboxes.data?.filter((mailbox) => mailbox.owned && waitsForOwner(mailbox)) ?? [];
  return waiting.map((mailbox) => (
    <Bar key={mailbox.id}>
      {nameOf(mailbox)} receives no new mail:{' '}
      <TextLink to="/settings/mailboxes" search={{ mailbox: mailbox.id }}>
        {mailbox.status === 'needs_sign_in' ? 'sign in to it again' : 'enter its password'}
      </TextLink>
    </Bar>
  ));
}

function Bar({ children }: { children: React.ReactNode }) {
  return (
    <div role="status" className="flex items-center gap-2 border-b border-line bg-warning-soft px-4 py-1 text-sm">
      <TriangleAlert size={16} className="shrink-0 text-warning" aria-hidden />
      <p className="min-w-0 break-words">{children}</p>
    </div>
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { examine, type Check } from '@/features/settings/api/doctor';
import { healthQuery, syncMailbox } from '@/features/settings/api/mailbox-api';
import { CheckList } from '@/features/settings/components/check-list';
import { UnreadableList } from '@/features/settings/components/unreadable-list';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Loaded } from '@/components/loaded';
import { PageSection } from '@/components/page-section';
import { ProviderButton } from '@/components/provider-button';
import type { Mailbox } from '@/lib/mailboxes/mailboxes';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

/** How a mailbox is, as a list of checks with the next step of each. */
export function MailboxDoctor({ mailbox }: { mailbox: Mailbox }) {
  const health = useQuery(healthQuery(mailbox.id));
  const client = useQueryClient();
  const submission = useSubmit();
  const sync = async () => {
    const started = await submission.run(() => syncMailbox(mailbox.id));
    if (started) showToast({ text: 'All folders are being synced.', duration: 10_000 });
    await client.invalidateQueries({ queryKey: healthQuery(mailbox.id).queryKey });
  };
  const remedyOf = ({ remedy }: Check) => {
    if (remedy === 'sign-in') return <ProviderButton provider={mailbox.provider} look="primary" />;
    if (remedy === 'sync') return <Button onClick={() => void sync()}>Try now</Button>;
    // The settings stand below, on the same page.
    if (remedy) return <Button onClick={() => document.getElementById(`mailbox-${remedy}`)?.focus()}>Enter it below</Button>;
    return null;
  };
  return (
    <PageSection
      title="Checks"
      actions={
        <Button icon={RefreshCw} busy={submission.busy} onClick={() => void sync()}>
          Sync now
        </Button>
      }
    >
      {submission.error && <ErrorState error={submission.error} compact />}
      <Loaded query={health}>
        {(data) => (
          <>
            <CheckList checks={examine(mailbox, data)} remedyOf={remedyOf} />
            {data.unreadable.length > 0 && <UnreadableList items={data.unreadable} total={data.unreadable_count} />}
          </>
        )}
      </Loaded>
    </PageSection>
  );
}

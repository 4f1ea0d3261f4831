import { clsx } from 'clsx';
import { MailOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { ReadingPane } from '@/features/mail/components/reading-pane';
import type { MailController } from '@/features/mail/hooks/use-mail-controller';
import { EmptyState } from '@/components/empty-state';

/** A list with the thread beside it, or in its place where the page is narrow. */
export function MailLayout({ mail, label, children }: { mail: MailController; label: string; children: ReactNode }) {
  const { openId } = mail;
  return (
    <div className="flex h-full">
      <section
        aria-label={label}
        className={clsx(
          'flex min-w-0 flex-col border-line max-lg:grow lg:w-90 lg:shrink-0 lg:border-e xl:w-105',
          openId && 'max-lg:hidden',
        )}
      >
        {children}
      </section>
      <section aria-label="Message" className={clsx('min-w-0 grow', !openId && 'max-lg:hidden')}>
        {openId ? (
          <ReadingPane key={openId} id={openId} mail={mail} />
        ) : (
          <EmptyState icon={MailOpen} title="No message is open">
            Choose one in the list, or press j.
          </EmptyState>
        )}
      </section>
    </div>
  );
}

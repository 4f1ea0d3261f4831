import { clsx } from 'clsx';
import { MailOpen } from 'lucide-react';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import type { MailController } from '@/features/mail/hooks/use-mail-controller';
import { EmptyState } from '@/components/empty-state';
import { SkeletonRows } from '@/components/skeleton';

// The list is there first. What reads a message is loaded while the user looks at it.
const loadPane = () => import('@/features/mail/components/reading-pane');
const ReadingPane = lazy(loadPane);

/** A list with the thread beside it, or in its place where the page is narrow. */
export function MailLayout({ mail, label, children }: { mail: MailController; label: string; children: ReactNode }) {
  const { openId } = mail;
  useEffect(() => {
    const timer = setTimeout(() => void loadPane(), 500);
    return () => clearTimeout(timer);
  }, []);
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
          <Suspense fallback={<SkeletonRows />}>
            <ReadingPane id={openId} mail={mail} />
          </Suspense>
        ) : (
          <EmptyState icon={MailOpen} title="No message is open">
            Choose one in the list, or press j.
          </EmptyState>
        )}
      </section>
    </div>
  );
}

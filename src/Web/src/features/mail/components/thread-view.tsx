import { useState } from 'react';
import type { EmailSummary } from '@/features/mail/api/lists';
import { MessageCard } from '@/features/mail/components/message-card';
import { usePlaces } from '@/features/mail/hooks/use-places';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';

// More are folded in the middle of a long thread.
const FEW = 6;

/** The messages of a thread, oldest first. Those already read are folded to one line, except the opened one. */
export function ThreadView({ emails, openId }: { emails: readonly EmailSummary[]; openId: string }) {
  const { labels } = usePlaces();
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(
    () => new Set(emails.filter((email) => email.id === openId || !email.is_read).map((email) => email.id)),
  );
  const [all, setAll] = useState(false);
  const shown = emails.find((email) => email.id === openId) ?? emails.at(-1);
  const names = [...new Set(emails.flatMap((email) => email.labels))].flatMap((id) => {
    const label = labels.get(id);
    return label && label.role === null ? [label.path] : [];
  });
  const toggle = (id: string) =>
    setUnfolded((was) => {
      const next = new Set(was);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const hidden = all || emails.length <= FEW ? [] : emails.slice(1, -2).filter((email) => !unfolded.has(email.id));
  return (
    <article className="mx-auto max-w-4xl p-4">
      <h1 dir="auto" className="text-xl font-semibold break-words">
        {shown?.subject || '(no subject)'}
      </h1>
      <div className="mt-1 mb-4 flex flex-wrap gap-1">
        {[...new Set(names)].map((name) => (
          <Badge key={name}>{name}</Badge>
        ))}
      </div>
      <ol className="flex flex-col gap-2">
        {emails.map((email) =>
          hidden.includes(email) ? (
            email === hidden[0] && (
              <li key="hidden">
                <Button look="quiet" onClick={() => setAll(true)}>
                  Show {hidden.length} earlier messages
                </Button>
              </li>
            )
          ) : (
            <li key={email.id}>
              <MessageCard
                email={email}
                opened={email.id === openId && emails.length > 1}
                unfolded={unfolded.has(email.id)}
                onToggle={() => toggle(email.id)}
              />
            </li>
          ),
        )}
      </ol>
    </article>
  );
}

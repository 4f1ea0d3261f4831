import { useMutation } from '@tanstack/react-query';
import { CircleHelp } from 'lucide-react';
import { useState } from 'react';
import { ask, type MailAnswer } from '@/features/ask/api/ask-api';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { Input } from '@/components/input';
import { TextLink } from '@/components/link';
import { PageHeader } from '@/components/page-header';
import { SkeletonRows } from '@/components/skeleton';

export default function AskPage() {
  const [question, setQuestion] = useState('');
  const answer = useMutation({ mutationFn: ask });
  return (
    <>
      <PageHeader title="Ask your mail" />
      <form
        className="flex max-w-2xl gap-2 p-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim() !== '') answer.mutate(question.trim());
        }}
      >
        <Input
          aria-label="Question"
          placeholder="When is the budget meeting?"
          value={question}
          onChange={(event) => setQuestion(event.target.value)}
        />
        <Button type="submit" look="primary" busy={answer.isPending}>
          Ask
        </Button>
      </form>
      <div aria-live="polite" className="max-w-2xl px-4">
        {answer.isPending ? (
          <SkeletonRows rows={2} />
        ) : answer.error ? (
          <ErrorState error={answer.error} onRetry={() => answer.mutate(answer.variables)} />
        ) : answer.data ? (
          <Answer answer={answer.data} />
        ) : (
          <EmptyState icon={CircleHelp} title="A question, an answer from your mail">
            The answer consists of sentences that are in your mail, each with its message. Nothing leaves this server.
          </EmptyState>
        )}
      </div>
    </>
  );
}

function Answer({ answer }: { answer: MailAnswer }) {
  if (!answer.is_found)
    return (
      <EmptyState icon={CircleHelp} title="This is not in your mail">
        {answer.note ?? 'Ask with other words, or with the name of the sender.'}
      </EmptyState>
    );
  return (
    <>
      {answer.note && <p className="pb-2 text-sm text-muted">{answer.note}</p>}
      <ol className="flex flex-col gap-3">
        {answer.citations.map((citation) => (
          <li key={`${citation.email_id}-${citation.start}`} className="rounded-md border border-line p-3 text-sm">
            <blockquote dir="auto" className="break-words">
              {citation.quote}
            </blockquote>
            <TextLink to="/mail" search={{ thread: citation.email_id }} className="text-xs">
              Open the message
            </TextLink>
          </li>
        ))}
      </ol>
    </>
  );
}

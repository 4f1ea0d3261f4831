import { Trash2 } from 'lucide-react';
import { Badge } from '@/components/badge';
import { IconButton } from '@/components/icon-button';
import type { ListedDraft } from '@/features/compose/api/drafts';
import { formatFullDate, formatListDate } from '@/lib/format';

interface Props {
  draft: ListedDraft;
  onOpen: () => void;
  onDiscard: () => void;
}

export function DraftRow({ draft, onOpen, onDiscard }: Props) {
  const isSending = draft.state === 'sending';
  return (
    <li className="flex items-center gap-2 border-b border-line pe-2 hover:bg-hover">
      <button
        type="button"
        className="flex min-w-0 grow items-center gap-3 px-4 py-2 text-start text-sm max-md:flex-wrap"
        onClick={onOpen}
      >
        <bdi className="w-48 shrink-0 truncate max-md:w-0 max-md:grow">{draft.to_emails.join(', ') || 'No recipient'}</bdi>
        <span className="min-w-0 grow truncate max-md:order-last max-md:w-full" dir="auto">
          <span className="font-medium">{draft.subject || 'No subject'}</span> <span className="text-muted">{draft.preview}</span>
        </span>
        {isSending && <Badge tone="accent">Being sent</Badge>}
        {draft.copy_of_id && <Badge tone="warning">Other version</Badge>}
        {draft.error && (
          <Badge tone="danger">
            <span title={draft.error}>Not in the mailbox</span>
          </Badge>
        )}
        <time dateTime={draft.updated_at} title={formatFullDate(draft.updated_at)} className="text-xs text-muted">
          {formatListDate(draft.updated_at)}
        </time>
      </button>
      <IconButton icon={Trash2} label="Discard draft" disabled={isSending} onClick={onDiscard} />
    </li>
  );
}

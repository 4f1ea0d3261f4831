import { clsx } from 'clsx';
import { CircleAlert, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { faultOf, formatRecipient, type Recipient } from '@/features/compose/hooks/recipients';

interface Props {
  recipient: Recipient;
  onRemove: () => void;
  /** Puts the address back into the field, to be corrected. */
  onEdit: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
}

/** A recipient in its field; red with the reason if mail cannot be sent to it. */
export function RecipientChip({ recipient, onRemove, onEdit, onKeyDown }: Props) {
  const fault = faultOf(recipient);
  const text = formatRecipient(recipient);
  return (
    <span
      className={clsx(
        'inline-flex max-w-full items-center rounded-full text-sm',
        fault ? 'bg-danger-soft text-danger' : 'bg-hover text-ink',
      )}
    >
      <button
        type="button"
        data-chip
        tabIndex={-1}
        title={fault ? `${text}: ${fault}` : text}
        aria-label={`${text}${fault ? `, invalid: ${fault}` : ''}. Enter to change, Delete to remove.`}
        className="flex min-w-0 items-center gap-1 rounded-full py-0.5 ps-2"
        onClick={onEdit}
        onKeyDown={onKeyDown}
      >
        {fault && <CircleAlert size={12} className="shrink-0" aria-hidden />}
        <bdi className="truncate">{recipient.name ?? recipient.email}</bdi>
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Remove ${text}`}
        className="rounded-full p-1 hover:text-danger"
        onClick={onRemove}
      >
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}

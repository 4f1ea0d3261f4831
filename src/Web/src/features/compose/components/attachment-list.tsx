import { Paperclip, RotateCw, X } from 'lucide-react';
import { IconButton } from '@/components/icon-button';
import { LARGEST_SUM } from '@/features/compose/api/upload';
import { isSent, isShownInText, type MessageForm } from '@/features/compose/hooks/message-form';
import type { Files, UploadState } from '@/features/compose/hooks/use-files';
import { formatSize } from '@/lib/format';

/** The attachments of a message, with the progress of their uploads. Images in the text are shown there alone. */
export function AttachmentList({ form, files }: { form: MessageForm; files: Files }) {
  const listed = form.files.filter(
    (file) => isSent(file, form) && (!isShownInText(file, form) || files.uploads[file.key] !== undefined),
  );
  const sum = form.files.filter((file) => isSent(file, form)).reduce((total, file) => total + (file.size ?? 0), 0);
  if (listed.length === 0) return null;
  return (
    <section aria-label="Attachments" className="max-h-40 shrink-0 overflow-y-auto border-t border-line px-4 py-2">
      <ul className="flex flex-wrap gap-2">
        {listed.map((file) => (
          <li
            key={file.key}
            className="flex max-w-full min-w-0 items-center gap-2 rounded-md border border-line py-0.5 ps-2 text-sm"
          >
            <Paperclip size={14} className="shrink-0 text-muted" aria-hidden />
            <div className="min-w-0">
              <bdi className="block truncate">{file.name || 'File'}</bdi>
              <UploadLine name={file.name} size={file.size} upload={files.uploads[file.key]} />
            </div>
            {files.uploads[file.key]?.error && (
              <IconButton icon={RotateCw} label={`Upload ${file.name} again`} onClick={() => files.retry(file.key)} />
            )}
            <IconButton icon={X} label={`Remove ${file.name || 'file'}`} onClick={() => files.remove(file.key)} />
          </li>
        ))}
      </ul>
      {sum > LARGEST_SUM && (
        <p role="status" className="mt-1 text-xs text-warning">
          The files have {formatSize(sum)} together. Many mailboxes refuse messages with more than {formatSize(LARGEST_SUM)} of
          files.
        </p>
      )}
    </section>
  );
}

function UploadLine({ name, size, upload }: { name: string; size: number | null; upload: UploadState | undefined }) {
  if (upload?.error) {
    return (
      <p role="alert" className="text-xs text-danger">
        {upload.error.detail}
        {upload.error.requestId && ` Request ${upload.error.requestId}`}
      </p>
    );
  }
  if (!upload) return size === null ? null : <p className="text-xs text-muted">{formatSize(size)}</p>;
  return (
    <div
      role="progressbar"
      aria-label={`Uploading ${name}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(upload.share * 100)}
      className="mt-1 h-1 w-32 overflow-hidden rounded-full bg-hover"
    >
      <div className="h-full bg-accent" style={{ width: `${String(upload.share * 100)}%` }} />
    </div>
  );
}

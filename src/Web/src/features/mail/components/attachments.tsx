import { useQueryClient } from '@tanstack/react-query';
import { Download, Eye, File, FileArchive, FileImage, FileText, type LucideIcon } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { attachmentQuery, fetchArchive, type Attachment, type Email } from '@/features/mail/api/messages';
import { previewOf } from '@/features/mail/hooks/preview-kind';
import { saveFile } from '@/features/mail/hooks/save-file';
import { Button } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { toApiError } from '@/lib/api/api-error';
import { formatSize } from '@/lib/format';
import { showToast } from '@/lib/toasts';

const AttachmentPreview = lazy(() => import('@/features/mail/components/attachment-preview'));

/** The files of a message, except those that its HTML shows. */
export function Attachments({ email }: { email: Email }) {
  const client = useQueryClient();
  const [shown, setShown] = useState<Attachment | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const files = email.attachments.filter((attachment) => !attachment.inline);
  if (files.length === 0) return null;

  const save = async (key: string, name: string, load: () => Promise<Blob>) => {
    setBusy(key);
    try {
      saveFile(await load(), name);
    } catch (thrown) {
      const { detail, requestId } = toApiError(thrown);
      showToast({ tone: 'danger', text: `${name} was not downloaded.`, detail, requestId });
    } finally {
      setBusy(null);
    }
  };
  return (
    <section aria-label="Attachments" className="mt-4 border-t border-line pt-3">
      <div className="mb-2 flex items-center justify-between gap-2">
        <h3 className="text-sm font-medium">{files.length === 1 ? '1 attachment' : `${String(files.length)} attachments`}</h3>
        {files.length > 1 && (
          <Button
            look="quiet"
            icon={Download}
            busy={busy === 'all'}
            onClick={() => void save('all', `${email.subject || 'attachments'}.zip`, () => fetchArchive(email.id))}
          >
            All as one file
          </Button>
        )}
      </div>
      <ul className="grid gap-2 sm:grid-cols-2">
        {files.map((file) => {
          const Icon = iconOf(file);
          return (
            <li key={file.id} className="flex min-w-0 items-center gap-2 rounded-md border border-line p-2">
              <Icon size={20} className="shrink-0 text-muted" aria-hidden />
              <div className="min-w-0 grow">
                <p dir="auto" className="truncate text-sm" title={file.filename}>
                  {file.filename}
                </p>
                <p className="text-xs text-muted">{formatSize(file.size)}</p>
              </div>
              {previewOf(file) && <IconButton icon={Eye} label={`Preview ${file.filename}`} onClick={() => setShown(file)} />}
              <IconButton
                icon={Download}
                label={`Download ${file.filename}`}
                disabled={busy === file.id}
                onClick={() => void save(file.id, file.filename, () => client.fetchQuery(attachmentQuery(file.id)))}
              />
            </li>
          );
        })}
      </ul>
      <Suspense>{shown && <AttachmentPreview file={shown} onClose={() => setShown(null)} />}</Suspense>
    </section>
  );
}

function iconOf({ content_type: type, filename }: Attachment): LucideIcon {
  if (type.startsWith('image/')) return FileImage;
  if (type === 'application/pdf' || type.startsWith('text/')) return FileText;
  return /\.(zip|gz|tgz|7z|rar|tar)$/i.test(filename) ? FileArchive : File;
}

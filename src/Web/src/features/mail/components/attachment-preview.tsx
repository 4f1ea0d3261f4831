import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { attachmentQuery, type Attachment } from '@/features/mail/api/messages';
import { previewOf } from '@/features/mail/hooks/preview-kind';
import { saveFile } from '@/features/mail/hooks/save-file';
import { useObjectUrl } from '@/features/mail/hooks/use-object-url';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Skeleton } from '@/components/skeleton';

// What a reader would look at; the rest is in the download.
const MOST_CHARACTERS = 200_000;

/** An attachment, shown in the page: an image, a PDF, or a text. */
export default function AttachmentPreview({ file, onClose }: { file: Attachment; onClose: () => void }) {
  const { data: content, error, refetch } = useQuery(attachmentQuery(file.id));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={file.filename}
      width="wide"
      actions={
        <Button icon={Download} disabled={!content} onClick={() => content && saveFile(content, file.filename)}>
          Download
        </Button>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : content ? (
        <Content file={file} content={content} />
      ) : (
        <Skeleton className="h-64" />
      )}
    </Dialog>
  );
}

function Content({ file, content }: { file: Attachment; content: Blob }) {
  switch (previewOf(file)) {
    case 'image':
      return <Image name={file.filename} content={content} />;
    case 'pdf':
      return <Pdf name={file.filename} content={content} />;
    default:
      return <Text id={file.id} content={content} />;
  }
}

function Image({ name, content }: { name: string; content: Blob }) {
  const url = useObjectUrl(content);
  return url && <img src={url} alt={name} className="mx-auto max-h-[60vh] max-w-full object-contain" />;
}

function Pdf({ name, content }: { name: string; content: Blob }) {
  // The type is set here, so that no other content is opened in a frame of this origin.
  const url = useObjectUrl(content, 'application/pdf');
  return url && <iframe src={url} title={name} className="h-[60vh] w-full rounded-md border border-line" />;
}

function Text({ id, content }: { id: string; content: Blob }) {
  const { data: text } = useQuery({
    queryKey: ['mail', 'preview-text', id],
    queryFn: async () => (await content.text()).slice(0, MOST_CHARACTERS),
    gcTime: 0,
  });
  return (
    <pre dir="auto" className="font-mono text-sm break-words whitespace-pre-wrap">
      {text}
    </pre>
  );
}

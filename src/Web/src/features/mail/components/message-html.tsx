import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { attachmentQuery, type Email } from '@/features/mail/api/messages';
import { contentIdsOf, showContentImages, writeFrame } from '@/features/mail/hooks/frame-content';
import { openCompose } from '@/lib/compose';
import { handleKey } from '@/lib/keyboard';

// Served with policies of their own, since a document without an address would inherit the page's, which forbids the styles of mail.
const FRAME = '/mail-frame.html';
const FRAME_WITH_IMAGES = '/mail-frame-images.html';

interface Props {
  email: Email;
  html: string;
  showRemote: boolean;
}

/**
 * The HTML of a message in a frame of its own. The frame has no scripts: neither its sandbox nor its policy allows them. It has this origin so
 * that the page can write its content and measure its height, which needs no script within it.
 */
export function MessageHtml({ email, html, showRemote }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [document, setDocument] = useState<Document | null>(null);
  const [height, setHeight] = useState(0);
  const source = showRemote ? FRAME_WITH_IMAGES : FRAME;

  useEffect(() => {
    if (!document) return;
    writeFrame(document, html, showRemote);
    const measure = () => setHeight(heightOf(document));
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    measure();
    document.addEventListener('keydown', handleKey);
    document.addEventListener('click', writeToAddress);
    return () => {
      observer.disconnect();
      document.removeEventListener('keydown', handleKey);
      document.removeEventListener('click', writeToAddress);
    };
  }, [document, html, showRemote]);
  useContentImages(document, email);

  return (
    <iframe
      key={source}
      ref={frame}
      src={source}
      title={`Message from ${email.from_name ?? email.from_email}`}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      className="block w-full rounded-md bg-white p-2"
      style={{ height: height + 16 }}
      onLoad={() => setDocument(frame.current?.contentDocument ?? null)}
    />
  );
}

const heightOf = (document: Document) => {
  const { scrollWidth, clientWidth } = document.documentElement;
  // Room for the bar under a message that is wider than the page.
  return Math.ceil(document.body.getBoundingClientRect().height) + (scrollWidth > clientWidth ? 16 : 0);
};

function writeToAddress(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest('a');
  if (!link?.href.startsWith('mailto:')) return;
  event.preventDefault();
  const address = decodeURIComponent(new URL(link.href).pathname);
  openCompose({ mode: 'new', to: address ? [address] : [] });
}

function useContentImages(document: Document | null, email: Email): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!document) return;
    let over = false;
    const urls = new Map<string, string>();
    const wanted = contentIdsOf(document);
    for (const { id, content_id } of email.attachments) {
      if (content_id === null || !wanted.has(content_id)) continue;
      void client
        .fetchQuery(attachmentQuery(id))
        .then((blob) => {
          if (over) return;
          urls.set(content_id, URL.createObjectURL(blob));
          showContentImages(document, urls);
        })
        // Its place stays empty, and the attachment is listed below.
        .catch(() => undefined);
    }
    return () => {
      over = true;
      for (const url of urls.values()) URL.revokeObjectURL(url);
    };
  }, [document, email, client]);
}

import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import type { Email } from '@/features/mail/api/messages';
import { MessageHtml } from '@/features/mail/components/message-html';
import { MessageText } from '@/features/mail/components/message-text';
import { countRemoteImages } from '@/features/mail/hooks/frame-content';
import { allowImagesFrom, useImageSenders } from '@/features/mail/hooks/remote-images';
import { Button } from '@/components/button';

/** What a message says, with its remote images if they are wanted. */
export function MessageBody({ email }: { email: Email }) {
  const [once, setOnce] = useState(false);
  const senders = useImageSenders();
  const { body_html: html, from_email: sender } = email;
  const allowed = once || senders.includes(sender);
  return (
    <>
      {email.defects.includes('partial') && (
        <Note>Only the header of this message has been loaded so far. The rest follows by itself.</Note>
      )}
      {email.defects.includes('truncated') && <Note>This message is very long. Only its beginning is shown.</Note>}
      {html !== null && !allowed && countRemoteImages(html) > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2 rounded-md border border-line px-3 py-2 text-sm">
          <ImageOff size={16} className="text-muted" aria-hidden />
          <p className="min-w-48 grow">
            Images on other servers are hidden. Loading them tells the sender that you read this message.
          </p>
          <Button onClick={() => setOnce(true)}>Show images</Button>
          {sender && <Button onClick={() => allowImagesFrom(sender)}>Always from {sender}</Button>}
        </div>
      )}
      {html === null ? <MessageText text={email.body_text} /> : <MessageHtml email={email} html={html} showRemote={allowed} />}
    </>
  );
}

const Note = ({ children }: { children: string }) => (
  <p className="mb-3 rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">{children}</p>
);

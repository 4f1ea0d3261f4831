import type { Email } from '@/features/mail/api/messages';
import { writeFrame } from '@/features/mail/hooks/frame-content';
import { formatFullDate } from '@/lib/format';

/** Prints a message with its header, without images of other servers. */
export function printMessage(email: Email): void {
  const frame = document.createElement('iframe');
  frame.title = 'Print';
  frame.className = 'sr-only';
  // Printing counts as a dialog; scripts stay forbidden.
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.src = '/mail-frame.html';
  frame.onload = () => {
    const content = frame.contentDocument;
    if (!content) return;
    writeFrame(content, email.body_html ?? '', false);
    if (email.body_html === null) content.body.append(textOf(content, 'pre', email.body_text));
    content.querySelectorAll('details').forEach((quote) => quote.setAttribute('open', ''));
    content.body.prepend(headerOf(content, email));
    content.title = email.subject;
    frame.contentWindow?.addEventListener('afterprint', () => frame.remove());
    frame.contentWindow?.print();
  };
  document.body.append(frame);
}

function headerOf(content: Document, email: Email): HTMLElement {
  const header = content.createElement('header');
  header.append(textOf(content, 'h1', email.subject || '(no subject)'));
  const from = email.from_name ? `${email.from_name} <${email.from_email}>` : email.from_email;
  for (const line of [`From: ${from}`, `To: ${email.to_emails.join(', ')}`, `Date: ${formatFullDate(email.date)}`]) {
    header.append(textOf(content, 'div', line));
  }
  header.append(content.createElement('hr'));
  return header;
}

function textOf(content: Document, tag: string, text: string): HTMLElement {
  const element = content.createElement(tag);
  element.textContent = text;
  return element;
}

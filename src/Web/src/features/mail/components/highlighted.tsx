import { Fragment } from 'react';
import { readHighlights } from '@/features/mail/hooks/highlight';

/** A text of the search with its matches marked. */
export function Highlighted({ html }: { html: string }) {
  return readHighlights(html).map(({ text, marked }, index) =>
    marked ? <mark key={index}>{text}</mark> : <Fragment key={index}>{text}</Fragment>,
  );
}

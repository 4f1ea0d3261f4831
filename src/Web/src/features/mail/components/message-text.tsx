import { Fragment, useMemo } from 'react';
import { divideText, findLinks } from '@/features/mail/hooks/text-parts';
import { openCompose } from '@/lib/compose';

/** A plain text: addresses are links, quotes are folded. */
export function MessageText({ text }: { text: string }) {
  const parts = useMemo(() => divideText(text), [text]);
  if (parts.length === 0) return <p className="text-sm text-muted">This message has no text.</p>;
  return (
    <div className="text-base leading-6 break-words whitespace-pre-wrap">
      {parts.map((part, index) =>
        part.quoted && parts.length > 1 ? (
          <details key={index} className="my-2">
            <summary
              aria-label="Quoted text"
              className="inline-block cursor-pointer list-none rounded bg-hover px-2 leading-5 tracking-widest text-muted"
            >
              •••
            </summary>
            <div dir="auto" className="mt-2 border-s-2 border-line ps-3 text-muted">
              <Linked text={part.text} />
            </div>
          </details>
        ) : (
          <div key={index} dir="auto">
            <Linked text={part.text} />
          </div>
        ),
      )}
    </div>
  );
}

function Linked({ text }: { text: string }) {
  return findLinks(text).map(({ text: run, href }, index) =>
    href ? (
      <a
        key={index}
        href={href}
        title={href}
        target="_blank"
        rel="noopener noreferrer"
        className="text-accent-ink underline-offset-2 hover:underline"
        onClick={(event) => {
          if (!href.startsWith('mailto:')) return;
          event.preventDefault();
          openCompose({ mode: 'new', to: [run] });
        }}
      >
        {run}
      </a>
    ) : (
      <Fragment key={index}>{run}</Fragment>
    ),
  );
}

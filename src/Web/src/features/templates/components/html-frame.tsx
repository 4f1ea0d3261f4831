import { useRef } from 'react';

/** HTML of the user, without scripts and without images of other servers: the frame's page forbids both. */
export function HtmlFrame({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const show = () => {
    const page = frame.current?.contentDocument;
    if (page) page.body.innerHTML = html;
  };
  return (
    <iframe
      key={html}
      ref={frame}
      title={title}
      src="/mail-frame.html"
      // Its content is written from here, for which it must have this origin; scripts stay forbidden.
      sandbox="allow-same-origin"
      className="h-80 w-full rounded-md border border-line bg-white"
      onLoad={show}
    />
  );
}

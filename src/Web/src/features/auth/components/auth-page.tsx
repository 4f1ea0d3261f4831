import { useEffect, type ReactNode } from 'react';

interface Props {
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Links to related pages, below. */
  footer?: ReactNode;
}

/** The frame of the pages for visitors: one column, one thing to do. */
export function AuthPage({ title, description, children, footer }: Props) {
  useEffect(() => {
    document.title = `${title} - EmailAgent`;
  }, [title]);
  return (
    <main className="h-full overflow-y-auto bg-sunken px-4 py-[10vh]">
      <div className="mx-auto flex max-w-sm flex-col gap-6">
        <p className="flex items-center gap-2 text-sm font-semibold">
          <img src="/icon.svg" alt="" width={24} height={24} />
          EmailAgent
        </p>
        <section className="flex flex-col gap-4 rounded-lg border border-line bg-canvas p-6">
          <header>
            <h1 className="text-xl font-semibold">{title}</h1>
            {description && <div className="mt-1 text-sm text-muted">{description}</div>}
          </header>
          {children}
        </section>
        {footer && <footer className="flex flex-wrap justify-between gap-2 text-sm text-muted">{footer}</footer>}
      </div>
    </main>
  );
}

import { useId, type ReactNode } from 'react';

interface Props {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  /** For tables; otherwise the section is as wide as a form. */
  wide?: boolean;
}

/** A titled part of a page of settings. */
export function PageSection({ title, description, actions, children, wide = false }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-b border-line p-4 last:border-b-0">
      <div className={`flex flex-col gap-4 ${wide ? '' : 'max-w-xl'}`}>
        <header className="flex flex-wrap items-start justify-between gap-2">
          <div className="min-w-0">
            <h2 id={id} className="text-base font-semibold">
              {title}
            </h2>
            {description && <div className="text-sm text-muted">{description}</div>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </section>
  );
}

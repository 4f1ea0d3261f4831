import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children?: ReactNode;
  /** The buttons at the end, the main one last. */
  actions?: ReactNode;
  width?: 'narrow' | 'wide';
}

/** A modal dialog: takes the focus, gives it back, closes by Esc. */
export function Dialog({ open, onOpenChange, title, description, children, actions, width = 'narrow' }: Props) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-black/40" />
        <Primitive.Content
          className={clsx(
            'fixed top-[12vh] left-1/2 z-40 flex max-h-[80vh] w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-lg border border-line bg-raised shadow-float',
            width === 'narrow' ? 'max-w-md' : 'max-w-2xl',
          )}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <header className="flex items-start justify-between gap-4 px-4 pt-4">
            <div>
              <Primitive.Title className="text-lg font-semibold">{title}</Primitive.Title>
              {description && <Primitive.Description className="mt-1 text-sm text-muted">{description}</Primitive.Description>}
            </div>
            <Primitive.Close aria-label="Close" className="rounded-md p-1 text-muted hover:bg-hover hover:text-ink">
              <X size={16} aria-hidden />
            </Primitive.Close>
          </header>
          {children && <div className="min-h-0 overflow-y-auto px-4 pt-4">{children}</div>}
          <footer className="flex flex-wrap justify-end gap-2 p-4">{actions}</footer>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Maximize2, Minus, X } from 'lucide-react';
import { lazy, Suspense, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/icon-button';
import { Skeleton } from '@/components/skeleton';
import type { ComposerHandle } from '@/features/compose/components/composer-view';
import { closeWindow, updateWindow, type ComposeWindow } from '@/features/compose/hooks/compose-windows';
import { composeTitle } from '@/features/compose/hooks/compose-title';

const ComposerLoader = lazy(() =>
  import('@/features/compose/components/composer-loader').then(({ ComposerLoader: Loader }) => ({ default: Loader })),
);

/** A message in a window at the lower right; over the whole page below 700 px. */
export function ComposeWindowFrame({ window: { key, request, draftId, minimized } }: { window: ComposeWindow }) {
  const navigate = useNavigate();
  const composer = useRef<ComposerHandle>(null);
  const [title, setTitle] = useState('');
  const [closing, setClosing] = useState(false);
  const [generation, setGeneration] = useState(0);
  const name = title || composeTitle(request);

  const leave = async (next?: () => void) => {
    setClosing(true);
    const kept = (await composer.current?.keep()) ?? true;
    setClosing(false);
    if (!kept) return updateWindow(key, { minimized: false });
    closeWindow(key);
    next?.();
  };
  const expand = () =>
    void leave(
      () =>
        void navigate({
          to: '/compose',
          search: draftId ? { draft: draftId } : { mode: request.mode, message: request.emailId },
        }),
    );

  const handleKey = (event: KeyboardEvent) => {
    // The editor takes Escape and does nothing with it; menus and dialogs take it to close.
    const isFree = !event.defaultPrevented || (event.target as Element).closest('.ProseMirror') !== null;
    if (event.key === 'Escape' && isFree && !event.nativeEvent.isComposing) void leave();
    // The shortcuts of the page behind are not for what is typed here, also not while a button has the focus.
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  };

  return (
    <section
      aria-label={name}
      hidden={closing}
      onKeyDown={handleKey}
      className={clsx(
        'pointer-events-auto flex flex-col border border-line bg-raised shadow-float max-md:fixed max-md:inset-x-0 max-md:bottom-0',
        minimized
          ? 'h-10 rounded-t-lg md:w-64'
          : 'max-md:top-0 max-md:z-40 md:h-[min(620px,calc(100vh-72px))] md:w-[560px] md:rounded-t-lg',
        closing && 'hidden!',
      )}
    >
      <header className="flex h-10 shrink-0 items-center rounded-t-lg bg-sunken px-2">
        <h2 className="min-w-0 grow text-sm font-medium">
          <button
            type="button"
            className="block w-full truncate px-2 text-start"
            aria-expanded={!minimized}
            onClick={() => updateWindow(key, { minimized: !minimized })}
          >
            {name}
          </button>
        </h2>
        <IconButton
          icon={Minus}
          label={minimized ? 'Show' : 'Minimize'}
          onClick={() => updateWindow(key, { minimized: !minimized })}
        />
        <IconButton icon={Maximize2} label="Open as a page" onClick={expand} />
        <IconButton icon={X} label="Close and keep the draft" keys="Esc" onClick={() => void leave()} />
      </header>
      <div className={clsx('flex min-h-0 grow flex-col', minimized && 'hidden')}>
        <Suspense fallback={<Skeleton className="m-4 h-40" />}>
          <ComposerLoader
            key={generation}
            ref={composer}
            request={generation > 0 && draftId ? { mode: 'new', draftId } : request}
            onDraft={(id, subject) => {
              setTitle(subject);
              updateWindow(key, { draftId: id });
            }}
            onDone={() => closeWindow(key)}
            onReload={() => setGeneration(generation + 1)}
          />
        </Suspense>
      </div>
    </section>
  );
}

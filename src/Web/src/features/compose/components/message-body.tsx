import { lazy, Suspense, type Ref } from 'react';
import { Skeleton } from '@/components/skeleton';
import type { EditorHandle } from '@/features/compose/components/rich-editor';
import { hasForeignFormat } from '@/features/compose/hooks/body-html';
import type { Composer } from '@/features/compose/hooks/use-composer';

const RichEditor = lazy(() => import('@/features/compose/components/rich-editor'));

interface Props {
  ref?: Ref<EditorHandle>;
  composer: Composer;
  autoFocus: boolean;
  /** Counts how often the text was replaced by other means than the editor, which then begins anew. */
  generation: number;
}

/** The text of a message, with or without formats. */
export function MessageBody({ ref, composer: { form, files, update }, autoFocus, generation }: Props) {
  if (form.format === 'plain') {
    return (
      <textarea
        aria-label="Message"
        placeholder="Write your message"
        autoFocus={autoFocus}
        dir="auto"
        className="min-h-32 grow resize-none bg-transparent px-4 py-2 font-mono text-sm outline-none placeholder:text-muted"
        value={form.text}
        onChange={(event) => update({ text: event.target.value })}
      />
    );
  }
  return (
    <>
      {hasForeignFormat(form.html) && (
        <p role="note" className="shrink-0 bg-warning-soft px-4 py-1 text-xs text-warning">
          This text has formats that this editor does not know, such as tables. They stay as long as you do not change the text.
        </p>
      )}
      {form.kept.template_id && !form.html && (
        <p role="note" className="shrink-0 px-4 py-1 text-xs text-muted">
          A template gives this message its text. What you write replaces it.
        </p>
      )}
      <Suspense fallback={<Skeleton className="m-4 h-24 grow" />}>
        <RichEditor
          key={generation}
          ref={ref}
          initialHtml={form.html}
          autoFocus={autoFocus}
          onChange={(html) => update({ html })}
          onImages={files.addInline}
          onFiles={files.add}
          imageUrl={files.imageUrl}
        />
      </Suspense>
    </>
  );
}

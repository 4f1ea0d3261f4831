import { useQueryClient } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { lazy, Suspense, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { ErrorState } from '@/components/error-state';
import type { Connection } from '@/features/compose/api/sources';
import { AfterText } from '@/features/compose/components/after-text';
import { AttachmentList } from '@/features/compose/components/attachment-list';
import { ComposerFooter } from '@/features/compose/components/composer-footer';
import { ConflictNotice } from '@/features/compose/components/conflict-notice';
import { FromSelect } from '@/features/compose/components/from-select';
import { MessageBody } from '@/features/compose/components/message-body';
import { RecipientFields } from '@/features/compose/components/recipient-fields';
import type { EditorHandle } from '@/features/compose/components/rich-editor';
import { htmlToText, textToHtml } from '@/features/compose/hooks/body-html';
import { discardDraft } from '@/features/compose/hooks/discard';
import { useComposer, type Start } from '@/features/compose/hooks/use-composer';
import { useDraftEvents } from '@/features/compose/hooks/use-draft-events';
import { useFileDrop } from '@/features/compose/hooks/use-file-drop';
import { useKeepDraft } from '@/features/compose/hooks/use-keep-draft';
import { useReport } from '@/features/compose/hooks/use-report';
import { useSending } from '@/features/compose/hooks/use-sending';
import { openCompose } from '@/lib/compose';
import type { RenderedTemplate } from '@/lib/templates';
import { showUndo } from '@/lib/toasts';

const SendTimeDialog = lazy(() =>
  import('@/components/send-time-dialog').then(({ SendTimeDialog: Dialog }) => ({ default: Dialog })),
);
const TemplateDialog = lazy(() => import('@/features/compose/components/template-dialog'));

export interface ComposerHandle {
  /** Keeps the draft. Resolves to false if it could not be saved, so that the window must stay. */
  keep: () => Promise<boolean>;
}

interface Props {
  ref?: Ref<ComposerHandle>;
  start: Start;
  connections: readonly Connection[];
  /** Reports the id of the draft once it has one, and its title. */
  onDraft: (id: string | null, title: string) => void;
  /** Closes what shows the message: it was sent or discarded. */
  onDone: () => void;
  onReload: () => void;
}

/** A message that is being written. */
export function ComposerView({ ref, start, connections, onDraft, onDone, onReload }: Props) {
  const client = useQueryClient();
  const composer = useComposer(start);
  const { form, save, saver, files, update } = composer;
  const sending = useSending(composer, onDone);
  const editor = useRef<EditorHandle>(null);
  const [overlay, setOverlay] = useState<'schedule' | 'template' | null>(null);
  const [generation, setGeneration] = useState(0);
  const drop = useFileDrop(files.add);
  const keep = useKeepDraft(composer);
  useDraftEvents(composer);
  useImperativeHandle(ref, () => ({ keep }), [keep]);
  useReport(save.id, form.subject, onDraft);

  const isAnswer = start.form.to.length > 0 || start.draft !== null;
  const replaceText = (changes: Partial<typeof form>) => {
    update(changes);
    setGeneration((count) => count + 1);
  };
  const toggleFormat = () => {
    const before = { format: form.format, html: form.html, text: form.text } as const;
    if (form.format === 'plain') return replaceText({ format: 'rich', html: textToHtml(form.text) });
    replaceText({ format: 'plain', text: htmlToText(form.html) });
    if (/<(?!\/?(div|br|p)\b)[a-z]/i.test(form.html)) showUndo('Formats removed', () => replaceText(before));
  };
  const insert = ({ subject, text, html }: RenderedTemplate) => {
    if (subject && !form.subject.trim()) update({ subject });
    if (form.format === 'rich') editor.current?.insert(html ?? textToHtml(text ?? ''));
    else update((current) => ({ ...current, text: current.text + (text ?? htmlToText(html ?? '')) }));
  };
  const discard = async () => {
    // What was typed last comes back with "Undo".
    if (!composer.isBlank) await saver.flush().catch(() => undefined);
    saver.stop();
    const { id } = saver.getState();
    if (id) discardDraft(client, id, () => openCompose({ mode: 'new', draftId: id }));
    onDone();
  };

  return (
    <div
      className={clsx('flex min-h-0 grow flex-col', drop.isOver && 'outline-2 -outline-offset-2 outline-accent outline-dashed')}
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || overlay) return;
        event.preventDefault();
        event.stopPropagation();
        void sending.sendNow();
      }}
      {...drop.handlers}
    >
      <ConflictNotice composer={composer} onReload={onReload} />
      <div className="shrink-0">
        <FromSelect
          connections={connections}
          connectionId={form.connectionId}
          identityId={form.identityId}
          fixedMailbox={Boolean(form.kept.in_reply_to_id ?? form.kept.forward_of_id)}
          onChange={(connectionId, identityId) => update({ connectionId, identityId })}
        />
        <RecipientFields composer={composer} autoFocus={!isAnswer} />
        <input
          aria-label="Subject"
          placeholder="Subject"
          maxLength={1000}
          dir="auto"
          className="h-9 w-full border-b border-line bg-transparent px-4 text-base font-medium placeholder:text-muted"
          value={form.subject}
          onChange={(event) => update({ subject: event.target.value })}
        />
      </div>
      <MessageBody ref={editor} composer={composer} autoFocus={isAnswer} generation={generation} />
      <AfterText form={form} update={update} />
      <AttachmentList form={form} files={files} />
      {sending.error && (
        <div className="max-h-32 shrink-0 overflow-y-auto px-4 pb-2">
          <ErrorState error={sending.error} compact />
          <ul className="text-xs text-danger">
            {sending.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
      <ComposerFooter
        composer={composer}
        sending={sending.busy}
        onSend={() => void sending.sendNow()}
        onSchedule={() => sending.check() && setOverlay('schedule')}
        onTemplate={() => setOverlay('template')}
        onFormat={toggleFormat}
        onDiscard={() => void discard()}
      />
      <Suspense>
        {overlay === 'schedule' && (
          <SendTimeDialog
            title="Send later"
            action="Schedule"
            offersNoReply={Boolean(form.kept.in_reply_to_id)}
            onChoose={sending.sendLater}
            onClose={() => setOverlay(null)}
          />
        )}
        {overlay === 'template' && <TemplateDialog onInsert={insert} onClose={() => setOverlay(null)} />}
      </Suspense>
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { createDraft, deleteDraft, draftKeys, saveDraft, sendDraft, type SendOptions } from '@/features/compose/api/drafts';
import { DraftSaver, type SaveState } from '@/features/compose/hooks/draft-saver';
import { isBlank, toDraftBody, type Draft, type MessageForm } from '@/features/compose/hooks/message-form';
import { addRecipients, parseRecipients } from '@/features/compose/hooks/recipients';
import { useFiles, type Files } from '@/features/compose/hooks/use-files';
import type { Schemas } from '@/lib/api/types';

const server = { create: createDraft, save: saveDraft, remove: deleteDraft };

export type RecipientFieldName = 'to' | 'cc' | 'bcc';

/** The texts in the fields of recipients that are no recipients yet. */
export type Typed = Readonly<Record<RecipientFieldName, string>>;

export interface Start {
  /** The form as it is opened, and as it would be if nothing were added to it. */
  form: MessageForm;
  /** The draft that is continued; null for a new message. */
  draft: Draft | null;
}

export interface Composer {
  form: MessageForm;
  typed: Typed;
  files: Files;
  save: SaveState;
  saver: DraftSaver;
  isBlank: boolean;
  update: (changes: Partial<MessageForm> | ((form: MessageForm) => MessageForm)) => void;
  setTyped: (field: RecipientFieldName, text: string) => void;
  /** Takes what was typed into the fields of recipients as recipients; returns the form with them. */
  complete: () => MessageForm;
  /** Saves, then sends. Throws ApiError. */
  send: (options: SendOptions) => Promise<{ answer: Schemas['SendAnswer']; draftId: string }>;
}

/** The state of a message that is being written: saved as a draft while it changes. */
export function useComposer({ form: initial, draft }: Start): Composer {
  const client = useQueryClient();
  const [form, setForm] = useState(initial);
  const [typed, setAllTyped] = useState<Typed>({ to: '', cc: '', bcc: '' });
  const [saver] = useState(
    () => new DraftSaver(server, draft && { ...draft, connection_id: initial.connectionId }, draft && toDraftBody(initial)),
  );
  const save = useSyncExternalStore(saver.subscribe, saver.getState);
  const files = useFiles(form.files, setForm);
  const lastSend = useRef<{ text: string; key: string } | null>(null);

  const written = useMemo(() => withTyped(form, typed), [form, typed]);
  const blank = isBlank(written, initial) && !draft;
  useEffect(() => {
    if (!blank || saver.getState().id) saver.change(toDraftBody(written));
  }, [written, blank, saver]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saver.isBehind) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      // Leaving the page keeps what was written.
      void saver.flush().catch(() => undefined);
    };
  }, [saver]);

  const update = useCallback<Composer['update']>(
    (changes) => setForm((current) => (typeof changes === 'function' ? changes(current) : { ...current, ...changes })),
    [],
  );
  const setTyped = useCallback(
    (field: RecipientFieldName, text: string) => setAllTyped((current) => ({ ...current, [field]: text })),
    [],
  );
  const complete = () => {
    setForm(written);
    setAllTyped({ to: '', cc: '', bcc: '' });
    return written;
  };

  const send: Composer['send'] = async (options) => {
    saver.change(toDraftBody(written));
    const { id, revision } = await saver.flush();
    if (!id) throw new Error('The message was not saved. Try again.');
    // A send whose answer was lost is repeated with the same key, so that it is executed once.
    const text = JSON.stringify([id, revision, options]);
    if (lastSend.current?.text !== text) lastSend.current = { text, key: crypto.randomUUID() };
    const answer = await sendDraft(id, options, lastSend.current.key);
    saver.stop();
    void client.invalidateQueries({ queryKey: draftKeys.all });
    return { answer, draftId: id };
  };

  return { form, typed, files, save, saver, isBlank: blank, update, setTyped, complete, send };
}

function withTyped(form: MessageForm, typed: Typed): MessageForm {
  if (!typed.to.trim() && !typed.cc.trim() && !typed.bcc.trim()) return form;
  return {
    ...form,
    to: addRecipients(form.to, parseRecipients(typed.to)),
    cc: addRecipients(form.cc, parseRecipients(typed.cc)),
    bcc: addRecipients(form.bcc, parseRecipients(typed.bcc)),
  };
}

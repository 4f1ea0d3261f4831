import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { findRows, type EmailSummary, type ListParams } from '@/features/mail/api/lists';
import { prefetchThread, threadQuery } from '@/features/mail/api/messages';
import type { ListView } from '@/features/mail/components/message-list';
import type { RowHandlers } from '@/features/mail/components/message-row';
import type { FlagAction } from '@/features/mail/hooks/mail-actions';
import { useOpenThread } from '@/features/mail/hooks/mail-view';
import { belongsTo, type Placement } from '@/features/mail/hooks/placement';
import { extend, NO_SELECTION, toggle, type Selection } from '@/features/mail/hooks/selection';
import { useMailActions } from '@/features/mail/hooks/use-mail-actions';
import type { MailList } from '@/features/mail/hooks/use-mail-list';
import { usePlaces } from '@/features/mail/hooks/use-places';

export type OpenMenu = 'move' | 'label' | null;

export interface MailController {
  openId: string | undefined;
  currentId: string | null;
  selection: Selection;
  setSelection: (selection: Selection) => void;
  selectedRows: () => EmailSummary[];
  menu: OpenMenu;
  setMenu: (menu: OpenMenu) => void;
  handlers: RowHandlers;
  /** Returns the messages that keys and buttons act on: the selected ones, else the open thread, else the current row. */
  targets: () => EmailSummary[];
  flag: (action: FlagAction) => void;
  place: (action: Placement) => void;
  /** Goes to the next row, or with -1 to the previous one; opens it if a thread is open. */
  step: (by: 1 | -1) => void;
  stepAndSelect: (by: 1 | -1) => void;
  toggleCurrent: (range: boolean) => void;
  openCurrent: () => void;
  close: () => void;
  viewRef: RefObject<ListView | null>;
}

/** What can be done in a list with its open thread. `params` selects the list; in a search it is empty. */
export function useMailController(list: MailList, params: ListParams): MailController {
  const client = useQueryClient();
  const places = usePlaces();
  const actions = useMailActions();
  const { openId, open } = useOpenThread();
  const [selection, setSelection] = useState(NO_SELECTION);
  const [menu, setMenu] = useState<OpenMenu>(null);
  const [cursor, setCursor] = useState<{ id: string; index: number } | null>(null);
  const viewRef = useRef<ListView | null>(null);

  const currentId = openId ?? cursor?.id ?? null;
  const currentIndex = () => {
    const index = currentId === null ? -1 : list.indexOf(currentId);
    // Of a row that has left the list, its place remains. Without one, the keys begin where the list is looked at.
    return index !== -1 ? index : (cursor?.index ?? (viewRef.current?.first() ?? 0) - 1);
  };
  const goTo = (index: number): EmailSummary | undefined => {
    const row = list.rowAt(index);
    if (!row) return undefined;
    setCursor({ id: row.id, index });
    viewRef.current?.show(index);
    followFocus(row.id);
    for (const beside of [list.rowAt(index - 1), list.rowAt(index + 1)]) if (beside) prefetchThread(client, beside.id);
    return row;
  };
  const show = (row: EmailSummary, index: number) => {
    goTo(index);
    open(row.id);
  };
  const idAt = (index: number) => list.rowAt(index)?.id;
  const select = (id: string, range: boolean) =>
    setSelection((was) => (range ? extend(was, id, list.indexOf, idAt) : toggle(was, id)));
  const selectedRows = () => {
    const found = new Map(findRows(client, params, selection.ids).map((row) => [row.id, row]));
    for (let index = 0; found.size < selection.ids.size && index < (list.total ?? 0); index++) {
      const row = list.rowAt(index);
      if (row && selection.ids.has(row.id)) found.set(row.id, row);
    }
    return [...found.values()];
  };
  const openTargets = (id: string) => {
    const thread = client.getQueryData(threadQuery(id).queryKey) ?? [];
    // Where the list is a folder, the whole of the thread that is in it.
    const within = params.label ? thread.filter((email) => belongsTo(email, params, places.labels)) : [];
    return within.some((email) => email.id === id) ? within : thread.filter((email) => email.id === id);
  };
  const targets = () => {
    if (selection.ids.size > 0) return selectedRows();
    if (openId) return openTargets(openId);
    const row = list.rowAt(currentIndex());
    return row ? [row] : [];
  };
  const step = (by: 1 | -1) => {
    const row = goTo(currentIndex() + by);
    if (row && openId) open(row.id);
    return row;
  };
  const place = (emails: readonly EmailSummary[], action: Placement) => {
    const leaving = new Set(emails.map((email) => email.id));
    const index = currentIndex();
    const leaves = currentId !== null && leaving.has(currentId) && action.kind !== 'label';
    // What comes next is known before the list changes.
    const rest = Array.from({ length: emails.length + 1 }, (_, ahead) => list.rowAt(index + 1 + ahead));
    const next = leaves ? (rest.find((row) => row && !leaving.has(row.id)) ?? list.rowAt(index - 1)) : undefined;
    actions.place(emails, action);
    setSelection(NO_SELECTION);
    setMenu(null);
    if (!leaves) return;
    setCursor(next ? { id: next.id, index } : null);
    if (openId) open(next?.id);
  };

  const latest = useRef({ show, select, place, actions, list });
  useEffect(() => {
    latest.current = { show, select, place, actions, list };
  });
  // The same object for as long as the page exists, so that rows need not be rendered again.
  const handlers = useMemo<RowHandlers>(
    () => ({
      open: (email) => latest.current.show(email, latest.current.list.indexOf(email.id)),
      select: (email, range) => latest.current.select(email.id, range),
      star: (email) => latest.current.actions.flag([email], email.is_starred ? 'unstar' : 'star'),
      archive: (email) => latest.current.place([email], { kind: 'archive' }),
      trash: (email) => latest.current.place([email], { kind: 'trash' }),
      prefetch: (email) => prefetchThread(client, email.id),
    }),
    [client],
  );

  return {
    openId,
    currentId,
    selection,
    setSelection,
    selectedRows,
    menu,
    setMenu,
    handlers,
    targets,
    flag: (action) => actions.flag(targets(), action),
    place: (action) => place(targets(), action),
    step: (by) => void step(by),
    stepAndSelect: (by) => {
      const from = currentId;
      const row = step(by);
      if (row) setSelection((was) => extend(was.anchor === null && from ? toggle(was, from) : was, row.id, list.indexOf, idAt));
    },
    toggleCurrent: (range) => currentId !== null && select(currentId, range),
    openCurrent: () => {
      const index = Math.max(0, currentIndex());
      const row = list.rowAt(index);
      if (row) show(row, index);
    },
    close: () => {
      if (menu) setMenu(null);
      else if (selection.ids.size > 0) setSelection(NO_SELECTION);
      else if (openId) {
        setCursor({ id: openId, index: list.indexOf(openId) });
        open(undefined);
      }
    },
    viewRef,
  };
}

/** Moves the focus with the current row, so that a screen reader reads it; not out of an open message or a field. */
function followFocus(id: string): void {
  const active = document.activeElement;
  if (active !== null && active !== document.body && !active.matches('[data-row], #main')) return;
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus({ preventScroll: true }));
}

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, type ReactNode, type RefObject } from 'react';
import { MessageRow, ROW_HEIGHT, type RowHandlers } from '@/features/mail/components/message-row';
import { useFreshMail } from '@/features/mail/hooks/fresh-mail';
import type { MailList } from '@/features/mail/hooks/use-mail-list';
import { usePlaces } from '@/features/mail/hooks/use-places';
import { Skeleton } from '@/components/skeleton';

/** The part of a list that is on the screen. */
export interface ListView {
  /** Brings a row into view. */
  show: (index: number) => void;
  /** Returns the index of the first row that is wholly in view. */
  first: () => number;
}

interface Props {
  label: string;
  list: MailList;
  total: number;
  handlers: RowHandlers;
  selected: ReadonlySet<string>;
  currentId: string | null;
  openId: string | undefined;
  /** The label of the list, which its rows need not show. */
  folder: string;
  /** Shows the mailbox of each row, where there are several. */
  showMailbox: boolean;
  /** Replaces texts of rows, as by those of a search. */
  texts?: ReadonlyMap<string, RowTexts>;
  viewRef: RefObject<ListView | null>;
}

interface RowTexts {
  subject: ReactNode;
  preview: ReactNode;
}

/** A list of any length; only the rows in view exist. */
export function MessageList(props: Props) {
  const { label, list, total, handlers, selected, currentId, openId, folder, showMailbox, texts, viewRef } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const places = usePlaces();
  const fresh = useFreshMail();
  // The hook is memoized by hand: the compiler is not in use.
  // eslint-disable-next-line react-hooks/incompatible-library
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { show } = list;
  useEffect(() => show(first, last), [show, first, last]);
  useEffect(() => {
    viewRef.current = {
      show: (index) => rows.scrollToIndex(index, { align: 'auto' }),
      first: () => Math.ceil((scroller.current?.scrollTop ?? 0) / ROW_HEIGHT),
    };
  });
  useStillRows(scroller, list);

  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto overscroll-contain">
      <ul aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const email = list.rowAt(item.index);
          return (
            <li
              key={email?.id ?? item.index}
              aria-setsize={total}
              aria-posinset={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: ROW_HEIGHT, transform: `translateY(${String(item.start)}px)` }}
            >
              {email ? (
                <MessageRow
                  email={email}
                  chips={chipsOf(email.labels, folder, places.labels)}
                  mailbox={showMailbox ? (places.connections.find(({ id }) => id === email.connection_id)?.email ?? null) : null}
                  selected={selected.has(email.id)}
                  current={currentId === email.id}
                  open={openId === email.id}
                  fresh={fresh.has(email.id)}
                  subject={texts?.get(email.id)?.subject}
                  preview={texts?.get(email.id)?.preview}
                  handlers={handlers}
                />
              ) : (
                <div className="flex h-full flex-col justify-center gap-2 border-b border-line px-4">
                  <Skeleton className="h-3 w-40" />
                  <Skeleton className="h-3 w-full" />
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const NO_CHIPS: readonly string[] = [];

function chipsOf(ids: readonly string[], folder: string, labels: ReturnType<typeof usePlaces>['labels']): readonly string[] {
  const names = ids.flatMap((id) => {
    const label = labels.get(id);
    return label && label.role === null && id !== folder ? [label.name] : [];
  });
  return names.length === 0 ? NO_CHIPS : names;
}

/** Keeps the rows in view where they are when others come or go above them. */
function useStillRows(scroller: RefObject<HTMLDivElement | null>, list: MailList): void {
  const anchor = useRef<{ id: string; index: number } | null>(null);
  const { indexOf, rowAt, version } = list;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const was = anchor.current;
    // At the top of the list new mail is to be seen.
    if (was && element.scrollTop >= ROW_HEIGHT) {
      const index = indexOf(was.id);
      if (index !== -1 && index !== was.index) element.scrollBy(0, (index - was.index) * ROW_HEIGHT);
    }
    const note = () => {
      const index = Math.ceil(element.scrollTop / ROW_HEIGHT);
      const id = rowAt(index)?.id;
      anchor.current = id ? { id, index } : null;
    };
    note();
    element.addEventListener('scroll', note, { passive: true });
    return () => element.removeEventListener('scroll', note);
  }, [scroller, indexOf, rowAt, version]);
}

import { useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { RecipientChip } from '@/features/compose/components/recipient-chip';
import { SuggestionList } from '@/features/compose/components/suggestion-list';
import { addRecipients, formatRecipient, isAddress, parseRecipients, type Recipient } from '@/features/compose/hooks/recipients';
import { useSuggestions } from '@/features/compose/hooks/use-suggestions';

// A list of thousands would slow down typing.
const MOST_SHOWN = 100;

interface Props {
  label: string;
  recipients: readonly Recipient[];
  onChange: (recipients: Recipient[]) => void;
  typed: string;
  onType: (text: string) => void;
  autoFocus?: boolean;
  /** At the end of the line, such as the buttons that show further fields. */
  aside?: ReactNode;
}

/** A field of recipients: chips, and an input that suggests addresses. */
export function RecipientField({ label, recipients, onChange, typed, onType, autoFocus, aside }: Props) {
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const [showsAll, setShowsAll] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useSuggestions(typed, recipients, focused);
  const isOpen = focused && !dismissed && suggestions.length > 0;
  const shown = showsAll ? recipients : recipients.slice(0, MOST_SHOWN);

  const add = (added: readonly Recipient[]) => {
    if (added.length > 0) onChange(addRecipients(recipients, added));
    onType('');
    setActive(0);
  };
  const remove = (recipient: Recipient) => {
    onChange(recipients.filter((other) => other !== recipient));
    input.current?.focus();
  };
  const edit = (recipient: Recipient) => {
    onChange([...recipients.filter((other) => other !== recipient), ...parseRecipients(typed)]);
    onType(formatRecipient(recipient));
    setDismissed(true);
    input.current?.focus();
  };
  const type = (text: string) => {
    setDismissed(false);
    setActive(0);
    // What ends with a separator is complete; a blank ends only a bare address.
    const isComplete = /[,;]$/.test(text)
      ? parseRecipients(text).length > 0 && !/"[^"]*$/.test(text)
      : text.endsWith(' ') && isAddress(text.trim());
    if (isComplete) add(parseRecipients(text));
    else onType(text.replace(/^[,;]+/, ''));
  };

  const focusChip = (from: Element, step: number) => {
    const chips = [...(box.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [])];
    const index = from === input.current ? chips.length : chips.indexOf(from as HTMLElement);
    (chips[index + step] ?? (step > 0 ? input.current : chips[0]))?.focus();
  };
  const handleInputKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const atStart = event.currentTarget.selectionStart === 0 && event.currentTarget.selectionEnd === 0;
    const isEnd = event.key === 'Enter' || event.key === 'Tab';
    if (isOpen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      setActive((active + (event.key === 'ArrowDown' ? 1 : suggestions.length - 1)) % suggestions.length);
    } else if (isOpen && event.key === 'Escape') {
      setDismissed(true);
    } else if (isEnd && typed.trim() && !event.nativeEvent.isComposing && !event.shiftKey) {
      const chosen = isOpen && !isAddress(typed.trim()) ? suggestions[active] : undefined;
      add(chosen ? [chosen] : parseRecipients(typed));
    } else if (event.key === 'Backspace' && atStart && recipients.length > 0) {
      focusChip(event.currentTarget, -1);
    } else if (event.key === 'ArrowLeft' && atStart && recipients.length > 0) {
      focusChip(event.currentTarget, -1);
    } else if (event.key !== 'Enter') {
      return;
    }
    event.preventDefault();
  };
  const handleChipKey = (recipient: Recipient) => (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === 'Backspace' || event.key === 'Delete') remove(recipient);
    else if (event.key === 'ArrowLeft') focusChip(event.currentTarget, -1);
    else if (event.key === 'ArrowRight') focusChip(event.currentTarget, 1);
    else return;
    event.preventDefault();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const added = parseRecipients(event.clipboardData.getData('text/plain'));
    if (added.length < 2 && !(added[0] && isAddress(added[0].email) && !typed)) return;
    event.preventDefault();
    add([...parseRecipients(typed), ...added]);
  };

  return (
    <div
      ref={box}
      className="relative flex items-start gap-2 border-b border-line px-4 py-1"
      onFocus={() => setFocused(true)}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        setFocused(false);
        if (typed.trim()) add(parseRecipients(typed));
      }}
    >
      <label htmlFor={id} className="w-8 shrink-0 pt-1 text-sm text-muted">
        {label}
      </label>
      <div className="flex max-h-32 min-w-0 grow flex-wrap gap-1 overflow-y-auto py-0.5">
        {shown.map((recipient) => (
          <RecipientChip
            key={recipient.email}
            recipient={recipient}
            onRemove={() => remove(recipient)}
            onEdit={() => edit(recipient)}
            onKeyDown={handleChipKey(recipient)}
          />
        ))}
        {shown.length < recipients.length && (
          <button type="button" className="text-sm text-accent-ink hover:underline" onClick={() => setShowsAll(true)}>
            and {recipients.length - shown.length} more
          </button>
        )}
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-activedescendant={isOpen ? `${id}-${String(active)}` : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          inputMode="email"
          autoFocus={autoFocus}
          value={typed}
          className="h-6 w-16 min-w-16 grow bg-transparent text-base outline-none"
          onChange={(event) => type(event.target.value)}
          onKeyDown={handleInputKey}
          onPaste={paste}
        />
      </div>
      {aside}
      <SuggestionList
        id={id}
        open={isOpen}
        suggestions={suggestions}
        active={active}
        onActive={setActive}
        onChoose={(chosen) => add([chosen])}
      />
    </div>
  );
}

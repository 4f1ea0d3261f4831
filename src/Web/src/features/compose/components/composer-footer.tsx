import { ChevronDown, Ellipsis, FileText, Paperclip, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { Menu } from '@/components/menu';
import { LARGEST_FILE } from '@/features/compose/api/upload';
import { SaveStatus } from '@/features/compose/components/save-status';
import type { Composer } from '@/features/compose/hooks/use-composer';
import { formatSize } from '@/lib/format';

interface Props {
  composer: Composer;
  sending: boolean;
  onSend: () => void;
  onSchedule: () => void;
  onTemplate: () => void;
  onFormat: () => void;
  onDiscard: () => void;
}

/** The actions of a message that is being written. */
export function ComposerFooter({ composer, sending, onSend, onSchedule, onTemplate, onFormat, onDiscard }: Props) {
  const chooser = useRef<HTMLInputElement>(null);
  const { form, files, update, save } = composer;
  return (
    <footer className="flex shrink-0 items-center gap-1 border-t border-line px-4 py-2">
      <div className="flex">
        <Button look="primary" className="rounded-e-none" busy={sending} title="Ctrl+Enter" onClick={onSend}>
          Send
        </Button>
        <Menu
          label="Ways to send"
          trigger={
            <Button
              look="primary"
              className="rounded-s-none border-s border-on-accent/40 px-1"
              aria-label="More ways to send"
              disabled={sending}
            >
              <ChevronDown size={16} aria-hidden />
            </Button>
          }
          items={[{ label: 'Send later ...', onSelect: onSchedule }]}
        />
      </div>
      <IconButton
        icon={Paperclip}
        label={`Attach files, each at most ${formatSize(LARGEST_FILE)}`}
        onClick={() => chooser.current?.click()}
      />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={(event) => {
          files.add([...(event.target.files ?? [])]);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
      <IconButton icon={FileText} label="Insert a template" onClick={onTemplate} />
      <Menu
        label="More"
        trigger={
          <button
            type="button"
            aria-label="More"
            className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
          >
            <Ellipsis size={16} aria-hidden />
          </button>
        }
        items={[
          { label: 'Plain text', checked: form.format === 'plain', onSelect: onFormat },
          { label: 'Sign', checked: form.sign, onSelect: () => update({ sign: !form.sign }) },
          { label: 'Encrypt', checked: form.encrypt, onSelect: () => update({ encrypt: !form.encrypt }) },
        ]}
      />
      <div className="min-w-0 grow px-2 text-end">
        <SaveStatus save={save} />
      </div>
      <IconButton icon={Trash2} label="Discard draft" onClick={onDiscard} />
    </footer>
  );
}

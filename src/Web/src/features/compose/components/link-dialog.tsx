import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { Field } from '@/components/field';
import { Input } from '@/components/input';

/** Asks for the address that the selected text leads to. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const existing = editor.getAttributes('link').href as string | undefined;
  const [address, setAddress] = useState(existing ?? '');
  const [isWrong, setIsWrong] = useState(false);

  const save = () => {
    const href = completeLink(address);
    if (!href) return setIsWrong(true);
    const text = editor.state.selection.empty && !existing ? href.replace(/^(https?:\/\/|mailto:)/, '') : null;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (text) chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onClose();
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    onClose();
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Link"
      actions={
        <>
          {existing && <Button onClick={remove}>Remove link</Button>}
          <Button look="primary" onClick={save}>
            {existing ? 'Change link' : 'Add link'}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field
          label="Address"
          hint="Of a page, or an email address."
          error={isWrong ? 'Enter an address such as https://example.org.' : undefined}
        >
          <Input autoFocus value={address} onChange={(event) => setAddress(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}

/** Returns a typed address with its scheme; null if it is none that a message may lead to. */
function completeLink(typed: string): string | null {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+$/.test(text)) return `mailto:${text}`;
  const url = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^/]+:\d+/.test(text) ? text : `https://${text}`;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed && ['https:', 'http:', 'mailto:', 'tel:'].includes(parsed.protocol) && /[.:@]/.test(url.slice(8))
    ? parsed.href
    : null;
}

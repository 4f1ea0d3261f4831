import { useEditorState, type Editor } from '@tiptap/react';
import {
  Bold,
  Italic,
  Link,
  List,
  ListOrdered,
  Quote,
  RemoveFormatting,
  Strikethrough,
  Underline,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/components/icon-button';
import { LinkDialog } from '@/features/compose/components/link-dialog';

interface Tool {
  label: string;
  icon: LucideIcon;
  keys?: string;
  name?: string;
  run: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  { label: 'Bold', icon: Bold, keys: 'Mod+B', name: 'bold', run: (editor) => editor.chain().focus().toggleBold().run() },
  { label: 'Italic', icon: Italic, keys: 'Mod+I', name: 'italic', run: (editor) => editor.chain().focus().toggleItalic().run() },
  {
    label: 'Underline',
    icon: Underline,
    keys: 'Mod+U',
    name: 'underline',
    run: (editor) => editor.chain().focus().toggleUnderline().run(),
  },
  { label: 'Strike through', icon: Strikethrough, name: 'strike', run: (editor) => editor.chain().focus().toggleStrike().run() },
  { label: 'List', icon: List, name: 'bulletList', run: (editor) => editor.chain().focus().toggleBulletList().run() },
  {
    label: 'Numbered list',
    icon: ListOrdered,
    name: 'orderedList',
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  { label: 'Quotation', icon: Quote, name: 'blockquote', run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  {
    label: 'Remove formats',
    icon: RemoveFormatting,
    run: (editor) => editor.chain().focus().unsetAllMarks().clearNodes().run(),
  },
];

export function RichToolbar({ editor }: { editor: Editor }) {
  const [linking, setLinking] = useState(false);
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      [...TOOLS.flatMap(({ name }) => name ?? []), 'link'].filter((name) => current.isActive(name)),
  });
  return (
    <div role="toolbar" aria-label="Format" className="flex shrink-0 flex-wrap border-t border-line px-2">
      {TOOLS.map(({ label, icon, keys, name, run }) => (
        <IconButton
          key={label}
          icon={icon}
          label={label}
          keys={keys}
          pressed={name ? active.includes(name) : undefined}
          // Keeps the selection in the text.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        />
      ))}
      <IconButton icon={Link} label="Link" pressed={active.includes('link')} onClick={() => setLinking(true)} />
      {linking && <LinkDialog editor={editor} onClose={() => setLinking(false)} />}
    </div>
  );
}

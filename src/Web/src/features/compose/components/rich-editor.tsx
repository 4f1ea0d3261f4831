import { Placeholder } from '@tiptap/extensions';
import { EditorContent, useEditor } from '@tiptap/react';
import { StarterKit } from '@tiptap/starter-kit';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { InlineImage, Line } from '@/features/compose/components/editor-nodes';
import '@/features/compose/components/rich-editor.css';
import { RichToolbar } from '@/features/compose/components/rich-toolbar';
import { fromEditor, toEditor } from '@/features/compose/hooks/body-html';
import { stylesToElements } from '@/features/compose/hooks/plain-styles';

export interface EditorHandle {
  focus: () => void;
  /** Writes HTML where the cursor is. */
  insert: (html: string) => void;
}

interface Props {
  ref?: Ref<EditorHandle>;
  /** The content at the beginning; later changes come from the editor alone. */
  initialHtml: string;
  autoFocus: boolean;
  onChange: (html: string) => void;
  /** Takes images that were pasted; returns the Content-IDs by which the text refers to them. */
  onImages: (files: readonly File[]) => string[];
  onFiles: (files: readonly File[]) => void;
  imageUrl: (contentId: string) => Promise<string | null>;
}

/** The editor of formatted messages. */
export default function RichEditor({ ref, initialHtml, autoFocus, onChange, onImages, onFiles, imageUrl }: Props) {
  const handlers = useRef({ onChange, onImages, onFiles });
  useEffect(() => {
    handlers.current = { onChange, onImages, onFiles };
  });

  const editor = useEditor({
    injectCSS: false,
    autofocus: autoFocus && 'start',
    content: toEditor(initialHtml),
    extensions: [
      StarterKit.configure({
        paragraph: false,
        trailingNode: false,
        dropcursor: { color: 'currentColor' },
        link: { openOnClick: false, defaultProtocol: 'https', HTMLAttributes: { target: null, rel: null } },
      }),
      Line,
      InlineImage.configure({ imageUrl }),
      Placeholder.configure({ placeholder: 'Write your message' }),
    ],
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': 'Message', dir: 'auto' },
      transformPastedHTML: stylesToElements,
      handlePaste: (view, event) => {
        const files = pastedFiles(event.clipboardData);
        const [images, others] = [files.filter(isImage), files.filter((file) => !isImage(file))];
        if (others.length > 0) handlers.current.onFiles(others);
        if (images.length > 0) {
          const { schema, tr } = view.state;
          const nodes = handlers.current
            .onImages(images)
            .flatMap((contentId) => schema.nodes.image?.create({ src: `cid:${contentId}` }) ?? []);
          for (const node of nodes) tr.replaceSelectionWith(node, false);
          view.dispatch(tr.scrollIntoView());
        }
        return files.length > 0;
      },
      // The window takes them as attachments.
      handleDrop: (_view, event, _slice, moved) => !moved && (event.dataTransfer?.files.length ?? 0) > 0,
    },
    onUpdate: ({ editor: changed }) => handlers.current.onChange(fromEditor(changed.getHTML())),
  });

  useImperativeHandle(
    ref,
    () => ({
      focus: () => editor.commands.focus(),
      insert: (html) => editor.chain().focus().insertContent(toEditor(html)).run(),
    }),
    [editor],
  );

  return (
    <div className="flex min-h-0 grow flex-col">
      <EditorContent editor={editor} className="min-h-32 grow overflow-y-auto px-4 py-2 text-base" />
      <RichToolbar editor={editor} />
    </div>
  );
}

const isImage = (file: File) => /^image\/(png|jpeg|gif|webp)$/.test(file.type);

/** Returns the files of a paste: those that a text comes with, such as a picture of a table, are its copies and not meant. */
function pastedFiles(data: DataTransfer | null): File[] {
  const html = data?.getData('text/html') ?? '';
  const isPicture = /^\s*(<html>\s*<body>\s*)?(<!--.*?-->\s*)*(<meta[^>]*>)?\s*<img[^>]*>/is.test(html);
  const hasText = (data?.getData('text/plain') ?? '').trim() !== '';
  return html && (hasText || !isPicture) ? [] : [...(data?.files ?? [])];
}

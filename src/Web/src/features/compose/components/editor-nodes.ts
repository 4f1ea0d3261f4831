import { mergeAttributes, Node } from '@tiptap/core';

/** A line of text as <div>: the <p> of other editors gets a margin in the mail programs of the recipients. */
export const Line = Node.create({
  name: 'paragraph',
  priority: 1000,
  group: 'block',
  content: 'inline*',
  parseHTML: () => [{ tag: 'p' }, { tag: 'div' }],
  renderHTML: ({ HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes), 0],
});

interface ImageOptions {
  /** Returns the address at which the browser can show the file of a Content-ID. */
  imageUrl: (contentId: string) => Promise<string | null>;
}

/** An image in the text. Those of the message are referred to as "cid:..."; others are kept and not loaded. */
export const InlineImage = Node.create<ImageOptions>({
  name: 'image',
  group: 'inline',
  inline: true,
  draggable: true,
  addOptions: () => ({ imageUrl: () => Promise.resolve(null) }),
  addAttributes: () => ({
    src: {
      default: null,
      parseHTML: (element) => element.getAttribute('data-src') ?? element.getAttribute('src'),
      // Not as src, which the browser would try to load; fromEditor puts that back.
      renderHTML: ({ src }) => ({ 'data-src': src as unknown }),
    },
    alt: { default: null },
    title: { default: null },
  }),
  parseHTML: () => [{ tag: 'img[src]' }, { tag: 'img[data-src]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes(HTMLAttributes)],
  addNodeView() {
    return ({ node }) => {
      const { src, alt } = node.attrs as { src: string | null; alt: string | null };
      const dom = document.createElement('img');
      dom.className = 'inline-image';
      dom.alt = alt ?? 'Image';
      const contentId = src?.match(/^cid:(.+)$/i)?.[1];
      if (contentId) void this.options.imageUrl(decodeURIComponent(contentId)).then((url) => url && (dom.src = url));
      else if (src?.startsWith('data:image/')) dom.src = src;
      else dom.alt = `Image of another server${alt ? `: ${alt}` : ''}`;
      return { dom };
    };
  },
});

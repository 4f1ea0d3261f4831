import type { Attachment } from '@/features/mail/api/messages';

// Formats that a browser shows without running anything; SVG is none of them.
const IMAGE = /^image\/(?:png|jpe?g|gif|webp|avif|bmp)$/i;
const TEXT = /^(?:text\/(?!html|xml)|application\/(?:json|x-yaml)$)/i;

const LARGEST = 25_000_000;

/** Returns how an attachment can be shown in the page; null if it can only be downloaded. */
export function previewOf({
  content_type: type,
  size,
}: Pick<Attachment, 'content_type' | 'size'>): 'image' | 'pdf' | 'text' | null {
  if (size > LARGEST) return null;
  if (IMAGE.test(type)) return 'image';
  if (/^application\/pdf$/i.test(type)) return 'pdf';
  return TEXT.test(type) ? 'text' : null;
}

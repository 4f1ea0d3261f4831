import type { ComposeRequest } from '@/lib/compose';

const TITLES: Record<ComposeRequest['mode'], string> = {
  new: 'New message',
  reply: 'Reply',
  'reply-all': 'Reply to all',
  forward: 'Forward',
};

/** Names a message that has no subject yet. */
export const composeTitle = ({ mode, draftId }: ComposeRequest): string => (draftId ? 'Draft' : TITLES[mode]);

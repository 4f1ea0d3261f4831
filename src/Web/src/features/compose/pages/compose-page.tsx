import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { PageHeader } from '@/components/page-header';
import { ComposerLoader } from '@/features/compose/components/composer-loader';
import { composeTitle } from '@/features/compose/hooks/compose-title';
import type { ComposeRequest } from '@/lib/compose';

interface Search {
  /** A draft to be continued. */
  draft?: string;
  /** How a message is answered, and which. */
  mode?: string;
  message?: string;
  /** Recipients, divided by commas. */
  to?: string;
}

/** Writes a message on the whole page. The address names the draft once it is saved, so that a reload continues it. */
export default function ComposePage() {
  const navigate = useNavigate();
  const search: Search = useSearch({ strict: false });
  const [opened, setOpened] = useState(() => ({ key: 0, request: requestOf(search), draftId: search.draft }));
  const [title, setTitle] = useState('');
  if (search.draft && search.draft !== opened.draftId) {
    setOpened({ key: opened.key + 1, request: requestOf(search), draftId: search.draft });
  }

  const follow = (id: string | null, subject: string) => {
    setTitle(subject);
    if (!id || id === opened.draftId) return;
    setOpened({ ...opened, draftId: id });
    void navigate({ to: '/compose', search: { draft: id }, replace: true });
  };
  return (
    <div className="mx-auto flex h-full max-w-4xl flex-col">
      <PageHeader title={title || composeTitle(opened.request)} />
      <ComposerLoader
        key={opened.key}
        request={opened.request}
        onDraft={follow}
        onDone={() => void navigate({ to: '/mail' })}
        onReload={() => setOpened({ ...opened, key: opened.key + 1, request: { mode: 'new', draftId: opened.draftId } })}
      />
    </div>
  );
}

function requestOf({ draft, mode, message, to }: Search): ComposeRequest {
  if (draft) return { mode: 'new', draftId: draft };
  if (message && (mode === 'reply' || mode === 'reply-all' || mode === 'forward')) return { mode, emailId: message };
  return { mode: 'new', to: to ? [to] : [] };
}

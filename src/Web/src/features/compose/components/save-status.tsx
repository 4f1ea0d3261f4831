import type { SaveState } from '@/features/compose/hooks/draft-saver';

/** Shows whether the draft is saved. */
export function SaveStatus({ save: { status, error } }: { save: SaveState }) {
  return (
    <span
      role="status"
      className={`min-w-0 truncate text-xs ${status === 'failed' ? 'text-danger' : 'text-muted'}`}
      title={error?.detail}
    >
      {textOf(status)}
      {status === 'failed' && error && ` ${error.detail}`}
    </span>
  );
}

function textOf(status: SaveState['status']): string {
  switch (status) {
    case 'saved':
      return 'Draft saved';
    case 'unsaved':
    case 'saving':
      return 'Saving ...';
    case 'failed':
      return 'Not saved.';
    default:
      return '';
  }
}

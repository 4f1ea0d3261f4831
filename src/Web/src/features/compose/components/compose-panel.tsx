import { useEffect } from 'react';
import { ComposeWindowFrame } from '@/features/compose/components/compose-window';
import { closeAllWindows, openWindow, useWindows } from '@/features/compose/hooks/compose-windows';
import { onCompose } from '@/lib/compose';
import { useUser } from '@/lib/session/session-store';

// Whose windows are open: they outlive an ended session, and not its user.
let owner: string | null = null;

/** The windows in which messages are written, from the lower right. */
export default function ComposePanel() {
  const { id } = useUser();
  const windows = useWindows();
  useEffect(() => {
    if (owner !== id) closeAllWindows();
    owner = id;
    return onCompose(openWindow);
  }, [id]);
  return (
    <div className="pointer-events-none fixed right-4 bottom-0 z-30 flex flex-row-reverse items-end gap-3 max-md:right-0">
      {windows
        .filter(() => owner === null || owner === id)
        .map((window) => (
          <ComposeWindowFrame key={window.key} window={window} />
        ))}
    </div>
  );
}

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from '@/app/providers';
import '@/app/theme.css';
import { handleKey } from '@/lib/keyboard';
import { endSession, refreshSession, restoreSession } from '@/lib/session/session';
import { getSession } from '@/lib/session/session-store';
import { onOtherTabs } from '@/lib/session/session-tabs';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');

document.addEventListener('keydown', handleKey);
onOtherTabs((notice) => {
  if (notice === 'signed-out') endSession('signed-out');
  else if (getSession().status === 'signed-out') void refreshSession(null).catch(() => undefined);
});

// A server that cannot be reached is reported by the page, which tries again.
void restoreSession().catch(() => undefined);

createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);

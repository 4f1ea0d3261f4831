import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from '@/app/providers';
import '@/app/theme.css';
import { handleKey } from '@/lib/keyboard';
import { endSession, restoreSession } from '@/lib/session/session';
import { onOtherTabs } from '@/lib/session/session-tabs';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');

document.addEventListener('keydown', handleKey);
onOtherTabs(() => endSession('signed-out'));

// A server that cannot be reached is reported by the page, which tries again.
void restoreSession().catch(() => undefined);

createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);

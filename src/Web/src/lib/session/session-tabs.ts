export type Notice = 'signed-in' | 'signed-out';

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('session');

/** Tells the other tabs of this browser. */
export const tellOtherTabs = (notice: Notice): void => channel?.postMessage(notice);

export function onOtherTabs(listener: (notice: Notice) => void): () => void {
  const handle = (event: MessageEvent<Notice>) => listener(event.data);
  channel?.addEventListener('message', handle);
  return () => channel?.removeEventListener('message', handle);
}

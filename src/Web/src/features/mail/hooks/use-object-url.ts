import { useEffect, useState } from 'react';

/** Returns an address for a content, while the component exists. */
export function useObjectUrl(content: Blob | undefined, type?: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!content) return;
    const made = URL.createObjectURL(type ? new Blob([content], { type }) : content);
    // The address exists only from here on, and is taken back below.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [content, type]);
  return url;
}

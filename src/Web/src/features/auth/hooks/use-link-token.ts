import { useEffect, useState } from 'react';

/** Returns the token of a mailed link, which is in the fragment so that no server logs it, and removes it from the address. */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token'));
  useEffect(() => {
    if (token) history.replaceState(history.state, '', location.pathname + location.search);
  }, [token]);
  return token;
}

import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Returns what to do once there is a session: to go where the visitor wanted, and otherwise to the mail. */
export function useAfterSignIn(): () => void {
  const { history } = useRouter();
  const { next } = useSearch({ strict: false }) as { next?: string };
  return useCallback(() => history.replace(next ?? '/mail'), [history, next]);
}

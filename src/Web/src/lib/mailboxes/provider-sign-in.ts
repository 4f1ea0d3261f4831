import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

type Provider = Schemas['Provider'];

/** The page to which providers return users; the operator enters its address in OAuth__RedirectUris. */
export const RETURN_PATH = '/connected';

const keyOf = (state: string) => `sign-in ${state}`;

/** Sends the browser to the provider's sign-in. Nothing after it runs. */
export async function signInWithProvider(provider: Provider): Promise<void> {
  const start = await api('post', '/api/v1/connections/{provider}/auth-url', {
    path: { provider },
    body: { redirect_uri: location.origin + RETURN_PATH },
  });
  sessionStorage.setItem(keyOf(start.state), provider);
  location.assign(start.url);
}

/** Returns the provider of a sign-in that this tab has begun; null for any other. */
export const providerOf = (state: string): string | null => sessionStorage.getItem(keyOf(state));

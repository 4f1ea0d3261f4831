import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundServers } from '@/features/connect/api/connect-api';
import { AddressForm } from '@/features/connect/components/address-form';
import { PasswordForm } from '@/features/connect/components/password-form';
import { Button } from '@/components/button';
import { ProviderButton } from '@/components/provider-button';
import { PROVIDER_NAMES, providersQuery } from '@/lib/mailboxes/mailboxes';

interface Found {
  email: string;
  servers: FoundServers | null;
}

/** From the address to the way in: a password, or the sign-in of the provider. */
export function ConnectSteps({ onConnected }: { onConnected: (id: string) => void }) {
  const [email, setEmail] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const providers = useQuery(providersQuery).data ?? [];
  const configured = providers.filter((provider) => provider.auth === 'oauth' && provider.configured);

  if (!found) {
    return (
      <>
        <AddressForm
          email={email}
          onFound={(typed, servers) => {
            setEmail(typed);
            setFound({ email: typed, servers });
          }}
        />
        {configured.length > 0 && (
          <div className="flex flex-wrap items-start gap-2 border-t border-line pt-4">
            {configured.map((provider) => (
              <ProviderButton key={provider.id} provider={provider.id} />
            ))}
          </div>
        )}
      </>
    );
  }
  return (
    <Way found={found} isConfigured={isConfigured(found, configured)} onBack={() => setFound(null)} onConnected={onConnected} />
  );
}

const isConfigured = ({ servers }: Found, configured: readonly { id: string }[]) =>
  configured.some((provider) => provider.id === servers?.provider);

interface WayProps {
  found: Found;
  isConfigured: boolean;
  onBack: () => void;
  onConnected: (id: string) => void;
}

function Way({ found: { email, servers }, isConfigured, onBack, onConnected }: WayProps) {
  const offersSignIn = servers?.sign_in === 'oauth' && isConfigured;
  const [byPassword, setByPassword] = useState(!offersSignIn);
  return (
    <>
      <p className="text-sm">
        <strong className="break-all">{email}</strong>{' '}
        <Button look="quiet" onClick={onBack}>
          Change
        </Button>
      </p>
      {servers && offersSignIn && (
        <>
          <p className="text-sm">
            This mailbox is at {PROVIDER_NAMES[servers.provider]}. You sign in there, and no password is stored.
          </p>
          <ProviderButton provider={servers.provider} look={byPassword ? 'secondary' : 'primary'} />
        </>
      )}
      {byPassword ? (
        <PasswordForm email={email} servers={servers} onBack={onBack} onConnected={onConnected} />
      ) : (
        <div>
          <Button look="quiet" onClick={() => setByPassword(true)}>
            Use an app password instead
          </Button>
        </div>
      )}
    </>
  );
}

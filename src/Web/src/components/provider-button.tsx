import { ExternalLink } from 'lucide-react';
import { AdviceBox } from '@/components/advice-box';
import { Button } from '@/components/button';
import type { Schemas } from '@/lib/api/types';
import { adviceFor } from '@/lib/mailboxes/connect-advice';
import { PROVIDER_NAMES } from '@/lib/mailboxes/mailboxes';
import { RETURN_PATH, signInWithProvider } from '@/lib/mailboxes/provider-sign-in';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  provider: Schemas['Provider'];
  look?: 'primary' | 'secondary';
  label?: string;
}

/** Leads to the provider's sign-in, which returns to /connected. */
export function ProviderButton({ provider, look, label }: Props) {
  const submission = useSubmit();
  const { error } = submission;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        look={look}
        icon={ExternalLink}
        busy={submission.busy}
        onClick={() => void submission.run(() => signInWithProvider(provider))}
      >
        {label ?? `Sign in with ${PROVIDER_NAMES[provider]}`}
      </Button>
      {error && (
        <AdviceBox
          error={error}
          advice={adviceFor(error, { notes: [], host: null, returnAddress: location.origin + RETURN_PATH })}
        />
      )}
    </div>
  );
}

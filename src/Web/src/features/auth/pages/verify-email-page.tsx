import { useQuery } from '@tanstack/react-query';
import { verifyEmail } from '@/features/auth/api/auth-api';
import { AuthPage } from '@/features/auth/components/auth-page';
import { useLinkToken } from '@/features/auth/hooks/use-link-token';
import { ErrorState } from '@/components/error-state';
import { TextLink } from '@/components/link';
import { toApiError } from '@/lib/api/api-error';

export default function VerifyEmailPage() {
  const token = useLinkToken();
  // A query and not an effect, because the token is single-use and an effect runs twice in development.
  const { error, isSuccess } = useQuery({
    queryKey: ['verify-email', token],
    queryFn: async () => {
      await verifyEmail(token ?? '');
      return true;
    },
    enabled: token !== null,
    retry: (failures, thrown) => failures < 2 && toApiError(thrown).status === 0,
  });
  const footer = <TextLink to="/sign-in">Sign in</TextLink>;
  if (isSuccess) return <AuthPage title="Your address is verified" description="You can sign in now." footer={footer} />;
  if (error || token === null) {
    return (
      <AuthPage
        title="This link is not valid"
        description="It may have expired or been used. Sign in to have a new one sent."
        footer={footer}
      >
        {error && <ErrorState error={error} compact />}
      </AuthPage>
    );
  }
  return <AuthPage title="Verifying your address" />;
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { completeSignIn } from '@/features/connect/api/connect-api';
import { AdviceBox } from '@/components/advice-box';
import { buttonClasses } from '@/components/button';
import { TextLink } from '@/components/link';
import { PageHeader } from '@/components/page-header';
import { ProgressBar } from '@/components/progress-bar';
import { ApiError, toApiError } from '@/lib/api/api-error';
import { adviceFor } from '@/lib/mailboxes/connect-advice';
import { mailboxesQuery } from '@/lib/mailboxes/mailboxes';
import { providerOf, RETURN_PATH } from '@/lib/mailboxes/provider-sign-in';

interface Return {
  code?: unknown;
  state?: unknown;
  error?: unknown;
  error_description?: unknown;
}

/** The page to which a provider returns the user. */
export default function ConnectedPage() {
  const { code, state, error, error_description } = useSearch({ strict: false }) as Return;
  const navigate = useNavigate();
  const client = useQueryClient();
  const key = String(state ?? '');

  // A query and not an effect, because the code is single-use and an effect runs twice in development.
  const connection = useQuery({
    queryKey: ['sign-in', key],
    queryFn: async () => {
      if (error !== undefined || code === undefined) throw refused(String(error ?? ''), String(error_description ?? ''));
      const provider = providerOf(key);
      if (!provider) throw unknown();
      return completeSignIn(provider, String(code), key);
    },
    retry: false,
  });
  const id = connection.data?.id;

  useEffect(() => {
    if (!id) return;
    void client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
    void navigate({ to: '/connect', search: { mailbox: id }, replace: true });
  }, [id, client, navigate]);

  return (
    <>
      <PageHeader title="Connect a mailbox" />
      <div className="flex max-w-lg flex-col items-start gap-4 p-4">
        {connection.error ? (
          <>
            <AdviceBox
              error={toApiError(connection.error)}
              advice={adviceFor(toApiError(connection.error), {
                notes: [],
                host: null,
                returnAddress: location.origin + RETURN_PATH,
              })}
            />
            <TextLink to="/connect" className={buttonClasses('primary', 'text-on-accent hover:no-underline')}>
              Start again
            </TextLink>
          </>
        ) : (
          <div className="w-full">
            <ProgressBar label="Completing the sign-in" done={0} total={null} />
          </div>
        )}
      </div>
    </>
  );
}

const refused = (error: string, description: string) =>
  new ApiError({
    status: 0,
    code: 'sign_in_refused',
    title: error === 'access_denied' ? 'You did not allow the sign-in' : 'The provider did not complete the sign-in',
    detail: [description, 'Start again, and allow access to your mail on the page of the provider.'].filter(Boolean).join(' '),
  });

const unknown = () =>
  new ApiError({
    status: 0,
    code: 'invalid_state',
    title: '',
    detail: 'This tab has not begun the sign-in, or it was used before.',
  });

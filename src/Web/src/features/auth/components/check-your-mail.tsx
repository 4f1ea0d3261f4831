import { resendVerification } from '@/features/auth/api/auth-api';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { useSubmit } from '@/lib/use-submit';
import { showToast } from '@/lib/toasts';

/** Says that a link was mailed, and mails it again. */
export function CheckYourMail({ email }: { email: string }) {
  const submission = useSubmit();
  const resend = async () => {
    if (await submission.run(() => resendVerification(email)))
      showToast({ text: `The link was requested again for ${email}.`, duration: 10_000 });
  };
  return (
    <>
      <p className="text-sm">
        We sent a link to <strong className="break-all">{email}</strong>. Open it to verify your address, then sign in. It is
        valid for a day.
      </p>
      {submission.error && <ErrorState error={submission.error} compact />}
      <Button busy={submission.busy} onClick={() => void resend()}>
        Send it again
      </Button>
    </>
  );
}

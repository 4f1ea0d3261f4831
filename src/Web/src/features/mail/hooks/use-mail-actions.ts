import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EmailSummary } from '@/features/mail/api/lists';
import { flagEmails, placeEmails, type FlagAction } from '@/features/mail/hooks/mail-actions';
import type { Placement } from '@/features/mail/hooks/placement';
import { usePlaces } from '@/features/mail/hooks/use-places';

export interface MailActions {
  flag: (emails: readonly EmailSummary[], action: FlagAction, quiet?: boolean) => void;
  place: (emails: readonly EmailSummary[], action: Placement) => void;
}

/** Returns the actions on messages. They show at once, and are taken back with the reason if the server refuses. */
export function useMailActions(): MailActions {
  const client = useQueryClient();
  const places = usePlaces();
  return useMemo(
    () => ({
      flag: (emails, action, quiet) => flagEmails(client, emails, action, quiet),
      place: (emails, action) => placeEmails(client, emails, action, places),
    }),
    [client, places],
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { renewRecoveryCodes, secondFactorQuery, turnOffSecondFactor } from '@/features/settings/api/account-api';
import { Enrolment } from '@/features/settings/components/enrolment';
import { RecoveryCodes } from '@/features/settings/components/recovery-codes';
import { proofOf } from '@/features/settings/api/proof-of';
import { ProofFields } from '@/features/settings/components/proof-fields';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { Form } from '@/components/form';
import { Loaded } from '@/components/loaded';
import { PageSection } from '@/components/page-section';
import { formatDateTime } from '@/lib/format';
import { useSubmit } from '@/lib/use-submit';

type Step = 'enrol' | 'codes' | 'off' | null;

const TITLES = { enrol: 'Turn on the second factor', codes: 'New recovery codes', off: 'Turn off the second factor?' };

export function SecondFactorSection() {
  const state = useQuery(secondFactorQuery);
  const client = useQueryClient();
  const [step, setStep] = useState<Step>(null);
  const close = () => {
    setStep(null);
    // All that was refused until now is asked for again.
    void client.invalidateQueries();
  };
  return (
    <PageSection
      title="Second factor"
      description="Signing in then takes a code from an authenticator app on your phone, besides the password."
    >
      <Loaded query={state} rows={1}>
        {({ enabled, since, recovery_codes_left: left }) => (
          <>
            <p className="flex flex-wrap items-center gap-2 text-sm">
              <Badge tone={enabled ? 'success' : 'neutral'}>{enabled ? 'On' : 'Off'}</Badge>
              {enabled && since && `since ${formatDateTime(since)}; ${String(left)} recovery codes are left.`}
            </p>
            {enabled && left < 3 && (
              <p className="text-sm text-warning">Create new recovery codes before the last ones are used.</p>
            )}
            <div className="flex flex-wrap gap-2">
              {enabled ? (
                <>
                  <Button onClick={() => setStep('codes')}>New recovery codes</Button>
                  <Button look="danger" onClick={() => setStep('off')}>
                    Turn off
                  </Button>
                </>
              ) : (
                <Button look="primary" onClick={() => setStep('enrol')}>
                  Turn on
                </Button>
              )}
            </div>
          </>
        )}
      </Loaded>
      {step && (
        <Dialog open onOpenChange={close} title={TITLES[step]}>
          {step === 'enrol' ? (
            <Enrolment onDone={close} />
          ) : step === 'codes' ? (
            <NewCodes onDone={close} />
          ) : (
            <TurnOff onDone={close} />
          )}
        </Dialog>
      )}
    </PageSection>
  );
}

const required = (values: Record<string, string>) => {
  const { password, code } = proofOf(values);
  return { password: password ?? '', code: code ?? '' };
};

function NewCodes({ onDone }: { onDone: () => void }) {
  const submission = useSubmit(['password', 'code']);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <Form
      submission={submission}
      action="Create new codes"
      onSubmit={async (values) => setCodes((await renewRecoveryCodes(required(values))).recovery_codes)}
    >
      <p className="text-sm text-muted">The codes that you have become invalid.</p>
      <ProofFields submission={submission} />
    </Form>
  );
}

function TurnOff({ onDone }: { onDone: () => void }) {
  const submission = useSubmit(['password', 'code']);
  return (
    <Form
      submission={submission}
      action="Turn off"
      look="danger"
      onSubmit={(values) => turnOffSecondFactor(required(values))}
      onDone={onDone}
    >
      <p className="text-sm text-muted">Your password alone then opens your account.</p>
      <ProofFields submission={submission} />
    </Form>
  );
}

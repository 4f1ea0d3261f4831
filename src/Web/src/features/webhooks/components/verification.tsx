import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { CodeBlock } from '@/features/webhooks/components/code-block';
import { VERIFICATION_CODE } from '@/features/webhooks/hooks/verification-code';
import { Button } from '@/components/button';
import { PageSection } from '@/components/page-section';
import { Tabs } from '@/components/tabs';

/** Code with which a receiver verifies deliveries. */
export function Verification() {
  return (
    <PageSection
      wide
      title="Verify deliveries"
      description="Requests are signed as Standard Webhooks 1.0.0 describes; its libraries verify them, too. Use the body as it was received, and ignore a webhook-id that you know."
    >
      <Tabs
        label="Languages"
        tabs={VERIFICATION_CODE.map(({ value, label, code }) => ({
          value,
          label,
          content: (
            <div className="flex flex-col items-start gap-2">
              <div className="w-full min-w-0">
                <CodeBlock label={`Code in ${label}`} text={code} />
              </div>
              <CopyButton text={code} />
            </div>
          ),
        }))}
      />
    </PageSection>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  // Not on pages without TLS, where browsers have no clipboard: the text can be selected.
  if (!('clipboard' in navigator)) return null;
  return (
    <Button
      icon={copied ? Check : Copy}
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => undefined,
        )
      }
    >
      <span aria-live="polite">{copied ? 'Copied' : 'Copy code'}</span>
    </Button>
  );
}

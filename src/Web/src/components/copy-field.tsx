import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { Input } from '@/components/input';

/** A text to take along, such as a key that is shown once. */
export function CopyField({ label, hint, value }: { label: string; hint?: string; value: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 grow">
        <Field label={label}>
          <Input readOnly value={value} className="font-mono" onFocus={(event) => event.currentTarget.select()} />
        </Field>
        {hint && <p className="text-xs text-muted">{hint}</p>}
      </div>
      {/* Not on pages without TLS, where browsers have no clipboard: the text can be selected. */}
      {'clipboard' in navigator && (
        <Button
          icon={copied ? Check : Copy}
          onClick={() =>
            void navigator.clipboard.writeText(value).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
        </Button>
      )}
    </div>
  );
}

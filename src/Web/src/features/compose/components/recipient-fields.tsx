import { useState } from 'react';
import { RecipientField } from '@/features/compose/components/recipient-field';
import type { Composer, RecipientFieldName } from '@/features/compose/hooks/use-composer';

const LABELS = { to: 'To', cc: 'Cc', bcc: 'Bcc' } as const;

/** To, and on demand Cc and Bcc. */
export function RecipientFields({
  composer: { form, typed, setTyped, update },
  autoFocus,
}: {
  composer: Composer;
  autoFocus: boolean;
}) {
  const [added, setAdded] = useState<RecipientFieldName | null>(null);
  const [asked, setAsked] = useState<readonly RecipientFieldName[]>([]);
  const isShown = (name: RecipientFieldName) => name === 'to' || form[name].length > 0 || asked.includes(name);
  const show = (name: RecipientFieldName) => {
    setAsked([...asked, name]);
    setAdded(name);
  };
  const hidden = (['cc', 'bcc'] as const).filter((name) => !isShown(name));
  return (
    <>
      {(['to', 'cc', 'bcc'] as const).filter(isShown).map((name) => (
        <RecipientField
          key={name}
          label={LABELS[name]}
          recipients={form[name]}
          onChange={(recipients) => update({ [name]: recipients })}
          typed={typed[name]}
          onType={(text) => setTyped(name, text)}
          autoFocus={name === 'to' ? autoFocus : added === name}
          aside={
            name === 'to' &&
            hidden.map((other) => (
              <button
                key={other}
                type="button"
                className="pt-1 text-sm text-muted hover:text-ink hover:underline"
                onClick={() => show(other)}
              >
                {LABELS[other]}
              </button>
            ))
          }
        />
      ))}
    </>
  );
}

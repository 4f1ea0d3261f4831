import { useState } from 'react';
import { changeKey, type ApiKey, type Scope } from '@/features/settings/api/key-api';
import { NewKeyForm } from '@/features/settings/components/new-key-form';
import { ScopeChoice } from '@/features/settings/components/scope-choice';
import { Button } from '@/components/button';
import { CopyField } from '@/components/copy-field';
import { Dialog } from '@/components/dialog';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { useSubmit } from '@/lib/use-submit';

interface NewProps {
  prove: <T>(work: () => Promise<T>) => Promise<T>;
  onChanged: () => void;
  onClose: () => void;
}

/** Creates a key, then shows it once. */
export function NewKeyDialog({ prove, onChanged, onClose }: NewProps) {
  const [key, setKey] = useState<string | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={key ? 'Your new key' : 'New API key'}
      description={key ? 'Copy it now: it is not shown again.' : undefined}
      width="wide"
      actions={
        key && (
          <Button look="primary" onClick={onClose}>
            I have copied it
          </Button>
        )
      }
    >
      {key ? (
        <CopyField label="API key" hint="Send it in the header X-API-Key." value={key} />
      ) : (
        <NewKeyForm
          prove={prove}
          onCancel={onClose}
          onCreated={(created) => {
            setKey(created.key);
            onChanged();
          }}
        />
      )}
    </Dialog>
  );
}

interface EditProps {
  apiKey: ApiKey;
  onChanged: () => void;
  onClose: () => void;
}

/** Renames a key, or takes scopes from it. */
export function EditKeyDialog({ apiKey, onChanged, onClose }: EditProps) {
  const submission = useSubmit(['name', 'scopes']);
  const [scopes, setScopes] = useState<Scope[]>(apiKey.scopes);
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Change ${apiKey.name}`}
      description="A key cannot be allowed more than when it was created: create another one for that."
      width="wide"
    >
      <Form
        submission={submission}
        action="Save"
        onSubmit={({ name = '' }) => changeKey(apiKey.id, { name, scopes })}
        onDone={() => {
          onChanged();
          onClose();
        }}
        onCancel={onClose}
      >
        <Field label="Name" error={submission.errorOf('name')}>
          <Input name="name" defaultValue={apiKey.name} autoComplete="off" />
        </Field>
        <ScopeChoice offered={apiKey.scopes} chosen={scopes} onChange={setScopes} error={submission.errorOf('scopes')} />
      </Form>
    </Dialog>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createKey, SCOPES, type Scope } from '@/features/settings/api/key-api';
import { ScopeChoice } from '@/features/settings/components/scope-choice';
import { Checkbox } from '@/components/checkbox';
import { Field } from '@/components/field';
import { Form } from '@/components/form';
import { Input } from '@/components/input';
import { Select } from '@/components/select';
import type { Schemas } from '@/lib/api/types';
import { mailboxesQuery, nameOf } from '@/lib/mailboxes/mailboxes';
import { useUser } from '@/lib/session/session-store';
import { useSubmit } from '@/lib/use-submit';

const DAY = 86_400_000;
const FIELDS = ['name', 'scopes', 'allowed_addresses', 'connection_ids', 'expires_at'];

interface Props {
  prove: <T>(work: () => Promise<T>) => Promise<T>;
  onCreated: (key: Schemas['NewApiKeyAnswer']) => void;
  onCancel: () => void;
}

export function NewKeyForm({ prove, onCreated, onCancel }: Props) {
  const submission = useSubmit(FIELDS);
  const { role } = useUser();
  const mailboxes = useQuery(mailboxesQuery).data ?? [];
  const [scopes, setScopes] = useState<Scope[]>(['mail:read']);
  const [only, setOnly] = useState<string[]>([]);
  const offered = SCOPES.filter((entry) => !entry.adminOnly || role === 'admin').map((entry) => entry.scope);

  const create = async ({ name = '', addresses = '', days = '' }: Record<string, string>) => {
    const networks = addresses.split(/[\s,]+/).filter(Boolean);
    const body = {
      name,
      scopes,
      connection_ids: only.length > 0 ? only : null,
      allowed_addresses: networks.length > 0 ? networks : null,
      expires_at: days ? new Date(Date.now() + Number(days) * DAY).toISOString() : null,
    };
    onCreated(await prove(() => createKey(body)));
  };
  return (
    <Form submission={submission} action="Create key" onSubmit={create} onCancel={onCancel}>
      <Field label="Name" hint="Its purpose, such as the program that uses it." error={submission.errorOf('name')}>
        <Input name="name" autoComplete="off" autoFocus />
      </Field>
      <ScopeChoice offered={offered} chosen={scopes} onChange={setScopes} error={submission.errorOf('scopes')} />
      {mailboxes.length > 1 && (
        <fieldset className="flex flex-col gap-1">
          <legend className="mb-1 text-sm font-medium">Only these mailboxes (none chosen: all, also future ones)</legend>
          {mailboxes.map((mailbox) => (
            <Checkbox
              key={mailbox.id}
              label={nameOf(mailbox)}
              checked={only.includes(mailbox.id)}
              onCheckedChange={(checked) =>
                setOnly(checked === true ? [...only, mailbox.id] : only.filter((id) => id !== mailbox.id))
              }
            />
          ))}
        </fieldset>
      )}
      <Field
        label="Allowed addresses"
        hint="IP addresses or networks such as 10.0.0.0/8. Left empty: any."
        error={submission.errorOf('allowed_addresses')}
      >
        <Input name="addresses" autoComplete="off" />
      </Field>
      <Field label="Expires" error={submission.errorOf('expires_at')}>
        <Select
          name="days"
          defaultValue="90"
          options={[
            { value: '30', label: 'In 30 days' },
            { value: '90', label: 'In 90 days' },
            { value: '365', label: 'In a year' },
            { value: '', label: 'Never' },
          ]}
        />
      </Field>
    </Form>
  );
}

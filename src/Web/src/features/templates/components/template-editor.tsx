import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { ErrorState } from '@/components/error-state';
import { Field } from '@/components/field';
import { Input, TextArea } from '@/components/input';
import { Select } from '@/components/select';
import { TemplatePreview } from '@/features/templates/components/template-preview';
import { VariableTable } from '@/features/templates/components/variable-table';
import { emptyTemplate, formOf, listVariables, toRequest, type TemplateForm } from '@/features/templates/hooks/template-form';
import { api } from '@/lib/api/client';
import { templateKeys, type Template } from '@/lib/templates';
import { showToast } from '@/lib/toasts';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  /** Null for a new one. */
  template: Template | null;
  onSaved: (template: Template) => void;
  onClose: () => void;
}

export function TemplateEditor({ template, onSaved, onClose }: Props) {
  const client = useQueryClient();
  const [form, setForm] = useState<TemplateForm>(template ? formOf(template) : emptyTemplate);
  const [previewed, setPreviewed] = useState<Template | null>(null);
  const submission = useSubmit(['name', 'subject', 'body_text', 'body_html']);
  const set = (changes: Partial<TemplateForm>) => setForm({ ...form, ...changes });
  const body = form.format === 'html' ? 'body_html' : 'body_text';

  const save = async (): Promise<Template> => {
    const request = toRequest(form, template);
    const saved = template
      ? await api('patch', '/api/v1/templates/{id}', { path: { id: template.id }, body: request })
      : await api('post', '/api/v1/templates', { body: request, idempotencyKey: crypto.randomUUID() });
    client.setQueryData(templateKeys.one(saved.id), saved);
    void client.invalidateQueries({ queryKey: templateKeys.all, exact: true });
    setForm(formOf(saved));
    onSaved(saved);
    return saved;
  };
  const saveAndSay = async () => {
    await save();
    showToast({ tone: 'success', text: 'Template saved', duration: 5_000 });
  };

  return (
    <form
      className="flex flex-col gap-4 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submission.run(saveAndSay);
      }}
    >
      <Field label="Name" error={submission.errorOf('name')}>
        <Input
          autoFocus={!template}
          required
          maxLength={100}
          value={form.name}
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <Field label="Subject" hint="Used for messages that have none." error={submission.errorOf('subject')}>
        <Input maxLength={1000} value={form.subject} onChange={(event) => set({ subject: event.target.value })} />
      </Field>
      <Field label="Format">
        <Select
          value={form.format}
          options={[
            { value: 'text', label: 'Text' },
            { value: 'html', label: 'HTML' },
          ]}
          onChange={(event) => set({ format: event.target.value as TemplateForm['format'] })}
        />
      </Field>
      <Field
        label="Body"
        hint="Values: {{ name }}. Conditions and lists: {% if paid %} ... {% endif %}, {% for item in items %} ... {% endfor %}."
        error={submission.errorOf(body)}
      >
        <TextArea
          required
          rows={12}
          className="font-mono text-sm"
          dir="auto"
          value={form.body}
          onChange={(event) => set({ body: event.target.value })}
        />
      </Field>
      <section aria-label="Variables">
        <h3 className="mb-1 text-sm font-medium">Variables</h3>
        <VariableTable variables={listVariables(form)} onChange={(variables) => set({ variables })} />
        {submission.errorOf('variables') && <p className="text-xs text-danger">{submission.errorOf('variables')}</p>}
      </section>
      {template?.body_html && template.body_text && (
        <p role="note" className="text-sm text-muted">
          This template has its own text beside its HTML. Saving replaces the one that is not shown by one made from the other.
        </p>
      )}
      {submission.error && <ErrorState error={submission.error} compact />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" busy={submission.busy}>
          Save
        </Button>
        <Button disabled={submission.busy} onClick={() => void submission.run(async () => setPreviewed(await save()))}>
          Save and preview
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
      {previewed && <TemplatePreview template={previewed} onClose={() => setPreviewed(null)} />}
    </form>
  );
}

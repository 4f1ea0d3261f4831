import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { TextLink } from '@/components/link';
import { SkeletonRows } from '@/components/skeleton';
import { TemplateValues } from '@/components/template-values';
import { readValues, renderTemplate, templatesQuery, type ListedTemplate, type RenderedTemplate } from '@/lib/templates';
import { useSubmit } from '@/lib/use-submit';

interface Props {
  onInsert: (rendered: RenderedTemplate) => void;
  onClose: () => void;
}

/** Lets the user choose a template and fill in its variables. */
export default function TemplateDialog({ onInsert, onClose }: Props) {
  const templates = useQuery(templatesQuery);
  const [chosen, setChosen] = useState<ListedTemplate | null>(null);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const submission = useSubmit(chosen?.variables.map(({ name }) => `variables.${name}`));

  const insert = async (template: ListedTemplate) => {
    const done = await submission.run(async () =>
      onInsert(await renderTemplate(template.id, readValues(template.variables, typed))),
    );
    if (done) onClose();
  };
  const choose = (template: ListedTemplate) => {
    submission.clear();
    setTyped({});
    if (template.variables.length > 0) setChosen(template);
    else void insert(template);
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={chosen?.name ?? 'Insert a template'}
      actions={
        chosen && (
          <>
            <Button onClick={() => setChosen(null)}>Back</Button>
            <Button look="primary" busy={submission.busy} onClick={() => void insert(chosen)}>
              Insert
            </Button>
          </>
        )
      }
    >
      {chosen ? (
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void insert(chosen);
          }}
        >
          <TemplateValues variables={chosen.variables} typed={typed} onType={setTyped} errorOf={submission.errorOf} />
          <button type="submit" hidden />
        </form>
      ) : (
        <TemplateChoice templates={templates.data} onChoose={choose} />
      )}
      {templates.isPending && <SkeletonRows rows={3} />}
      {templates.error && <ErrorState error={templates.error} onRetry={() => void templates.refetch()} compact />}
      {submission.error && <ErrorState error={submission.error} compact />}
    </Dialog>
  );
}

function TemplateChoice({
  templates,
  onChoose,
}: {
  templates: readonly ListedTemplate[] | undefined;
  onChoose: (template: ListedTemplate) => void;
}) {
  if (!templates) return null;
  if (templates.length === 0) {
    return (
      <p className="text-sm text-muted">
        There are no templates yet. <TextLink to={'/settings/templates' as string}>Write one</TextLink> in the settings.
      </p>
    );
  }
  return (
    <ul className="flex flex-col">
      {templates.map((template) => (
        <li key={template.id}>
          <button
            type="button"
            className="w-full rounded-md px-2 py-2 text-start hover:bg-hover"
            onClick={() => onChoose(template)}
          >
            <span className="block truncate text-sm font-medium">{template.name}</span>
            {template.subject && <span className="block truncate text-xs text-muted">{template.subject}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

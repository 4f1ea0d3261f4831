import { useState } from 'react';
import { Button } from '@/components/button';
import { Dialog } from '@/components/dialog';
import { ErrorState } from '@/components/error-state';
import { Tabs } from '@/components/tabs';
import { TemplateValues } from '@/components/template-values';
import { HtmlFrame } from '@/features/templates/components/html-frame';
import { readValues, renderTemplate, type RenderedTemplate, type Template } from '@/lib/templates';
import { useSubmit } from '@/lib/use-submit';

/** Shows a template with values, as it would be sent. */
export function TemplatePreview({ template, onClose }: { template: Template; onClose: () => void }) {
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [rendered, setRendered] = useState<RenderedTemplate | null>(null);
  const submission = useSubmit(template.variables.map(({ name }) => `variables.${name}`));
  const show = () =>
    submission.run(async () => setRendered(await renderTemplate(template.id, readValues(template.variables, typed))));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="wide"
      title={`Preview of ${template.name}`}
      actions={
        <Button look="primary" busy={submission.busy} onClick={() => void show()}>
          Show
        </Button>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void show();
        }}
      >
        <TemplateValues variables={template.variables} typed={typed} onType={setTyped} errorOf={submission.errorOf} />
        <button type="submit" hidden />
        {submission.error && <ErrorState error={submission.error} compact />}
        {rendered && (
          <>
            <p className="text-sm font-medium" dir="auto">
              {rendered.subject || 'No subject'}
            </p>
            <Tabs label="Form of the body" tabs={tabsOf(rendered)} />
          </>
        )}
      </form>
    </Dialog>
  );
}

function tabsOf({ text, html }: RenderedTemplate) {
  const plain = <p className="text-sm break-words whitespace-pre-wrap">{text}</p>;
  return [
    ...(html === null ? [] : [{ value: 'html', label: 'Formatted', content: <HtmlFrame html={html} title="Preview" /> }]),
    ...(text === null ? [] : [{ value: 'text', label: 'Text', content: plain }]),
  ];
}

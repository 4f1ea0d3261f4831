import { useQuery, useQueryClient } from '@tanstack/react-query';
import { FileText, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { EmptyState } from '@/components/empty-state';
import { ErrorState } from '@/components/error-state';
import { IconButton } from '@/components/icon-button';
import { PageHeader } from '@/components/page-header';
import { SkeletonRows } from '@/components/skeleton';
import { TemplateEditor } from '@/features/templates/components/template-editor';
import { api } from '@/lib/api/client';
import { formatDateTime } from '@/lib/format';
import { templateKeys, templatesQuery, type ListedTemplate } from '@/lib/templates';

export default function TemplatesPage() {
  const templates = useQuery(templatesQuery);
  const [edited, setEdited] = useState<{ id: string | null; key: number } | null>(null);
  const open = (id: string | null) => setEdited({ id, key: (edited?.key ?? 0) + 1 });
  return (
    <>
      <PageHeader
        title="Templates"
        description="Texts that you send often, with variables whose values are given each time."
        actions={
          <Button look="primary" onClick={() => open(null)}>
            New template
          </Button>
        }
      />
      {edited && (
        <EditedTemplate
          key={edited.key}
          id={edited.id}
          onSaved={(id) => setEdited({ ...edited, id })}
          onClose={() => setEdited(null)}
        />
      )}
      {!edited && templates.isPending && <SkeletonRows rows={4} />}
      {!edited && templates.error && <ErrorState error={templates.error} onRetry={() => void templates.refetch()} />}
      {!edited && templates.data?.length === 0 && (
        <EmptyState icon={FileText} title="No templates yet">
          Write a text once, then insert it into messages.
        </EmptyState>
      )}
      {!edited && templates.data && templates.data.length > 0 && (
        <ul aria-label="Templates">
          {templates.data.map((template) => (
            <TemplateRow key={template.id} template={template} onOpen={() => open(template.id)} />
          ))}
        </ul>
      )}
    </>
  );
}

function TemplateRow({ template, onOpen }: { template: ListedTemplate; onOpen: () => void }) {
  const client = useQueryClient();
  const [deleting, setDeleting] = useState(false);
  return (
    <li className="flex items-center gap-2 border-b border-line pe-2 hover:bg-hover">
      <button type="button" className="flex min-w-0 grow items-center gap-3 px-4 py-2 text-start text-sm" onClick={onOpen}>
        <span className="min-w-0 grow">
          <span className="block truncate font-medium">{template.name}</span>
          <span className="block truncate text-xs text-muted">{template.subject || 'No subject'}</span>
        </span>
        <span className="text-xs text-muted max-md:hidden">Changed {formatDateTime(template.updated_at)}</span>
      </button>
      <IconButton icon={Trash2} label={`Delete ${template.name}`} onClick={() => setDeleting(true)} />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${template.name}?`}
        description="This cannot be undone. Messages that were made with it stay."
        action="Delete template"
        onConfirm={async () => {
          await api('delete', '/api/v1/templates/{id}', { path: { id: template.id } });
          await client.invalidateQueries({ queryKey: templateKeys.all, exact: true });
        }}
      />
    </li>
  );
}

interface EditedProps {
  /** Null for a new one. */
  id: string | null;
  onSaved: (id: string) => void;
  onClose: () => void;
}

function EditedTemplate({ id, onSaved, onClose }: EditedProps) {
  const template = useQuery({
    queryKey: templateKeys.one(id ?? ''),
    queryFn: ({ signal }) => api('get', '/api/v1/templates/{id}', { path: { id: id ?? '' }, signal }),
    enabled: id !== null,
  });
  if (template.error) return <ErrorState error={template.error} onRetry={() => void template.refetch()} />;
  if (id !== null && !template.data) return <SkeletonRows rows={4} />;
  return (
    <TemplateEditor
      template={id === null ? null : (template.data ?? null)}
      onSaved={(saved) => onSaved(saved.id)}
      onClose={onClose}
    />
  );
}

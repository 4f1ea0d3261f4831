import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api/client';
import type { Schemas } from '@/lib/api/types';

export type Template = Schemas['MailTemplate'];
export type ListedTemplate = Schemas['ListedMailTemplate'];
export type TemplateVariable = Schemas['TemplateVariable'];

/** A template with its values. */
export interface RenderedTemplate {
  subject: string | null;
  text: string | null;
  html: string | null;
}

export const templateKeys = { all: ['templates'], one: (id: string) => ['templates', id] } as const;

/** The user's templates by name, without their bodies. */
export const templatesQuery = queryOptions({
  queryKey: templateKeys.all,
  queryFn: async ({ signal }) => (await api('get', '/api/v1/templates', { signal })).items,
});

/** Fills a template; nothing is sent. Refused with the variables that are missing or wrong, as "variables.name". */
export async function renderTemplate(id: string, values: Record<string, unknown>): Promise<RenderedTemplate> {
  const answer = await api('post', '/api/v1/templates/{id}/preview', {
    path: { id },
    body: { variables: values as Schemas['TemplateValues'] },
  });
  return { subject: answer.subject, text: answer.body_text, html: answer.body_html };
}

/** Reads what was typed for the variables of a template by their types. What is empty is left out, so that the default applies. */
export function readValues(
  variables: readonly TemplateVariable[],
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, type } of variables) {
    const text = typed[name] ?? '';
    if (text !== '') values[name] = readValue(type, text);
  }
  return values;
}

function readValue(type: TemplateVariable['type'], text: string): unknown {
  switch (type) {
    case 'number':
      return Number.isNaN(Number(text)) ? text : Number(text);
    case 'boolean':
      return text === 'true';
    case 'list':
      return parseJson(text) ?? text.split('\n').filter((line) => line.trim() !== '');
    case 'object':
      return parseJson(text) ?? text;
    default:
      return text;
  }
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

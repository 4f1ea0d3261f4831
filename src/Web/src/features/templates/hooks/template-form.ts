import type { Schemas } from '@/lib/api/types';
import type { Template, TemplateVariable } from '@/lib/templates';

export interface TemplateForm {
  name: string;
  subject: string;
  format: 'text' | 'html';
  body: string;
  /** Those that were described; what the template reads besides has the defaults. */
  variables: readonly TemplateVariable[];
}

export const emptyTemplate: TemplateForm = { name: '', subject: '', format: 'text', body: '', variables: [] };

export const formOf = ({ name, subject, body_text, body_html, variables }: Template): TemplateForm => ({
  name,
  subject: subject ?? '',
  format: body_html ? 'html' : 'text',
  body: body_html ?? body_text ?? '',
  variables,
});

const NEW: Omit<TemplateVariable, 'name'> = { type: 'any', required: true, default: null, description: null };
const WORDS = new Set([
  'true',
  'false',
  'nil',
  'null',
  'blank',
  'empty',
  'and',
  'or',
  'not',
  'contains',
  'in',
  'forloop',
  'reversed',
]);
const OUTPUT = /\{\{-?\s*([\s\S]*?)-?\}\}/g;
const TAG = /\{%-?\s*(if|elsif|unless|case|when|for|assign|echo)\b([\s\S]*?)-?%\}/g;

/** Returns the variables that a template reads, as far as its text shows, then those that are described besides. */
export function listVariables({ subject, body, variables }: TemplateForm): TemplateVariable[] {
  const read = readNames(`${subject}\n${body}`);
  const known = new Map(variables.map((variable) => [variable.name.toLowerCase(), variable]));
  const found = read.map((name) => known.get(name.toLowerCase()) ?? { name, ...NEW });
  return [...found, ...variables.filter((variable) => !found.includes(variable))];
}

/** Finds the names at the beginning of expressions; the server decides which of them are variables. */
function readNames(source: string): string[] {
  const text = source.replace(/\{%-?\s*(comment|raw)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}/g, '');
  const own = new Set<string>();
  const names = new Map<string, string>();
  const collect = (expression: string) => {
    // Without literals, members, and the filters after "|", of which only the arguments are expressions.
    const bare = expression.replace(/"[^"]*"|'[^']*'/g, ' ').replace(/\|\s*\w+/g, ' ');
    for (const [name] of bare.matchAll(/(?<![\w.])[a-z_]\w*/gi))
      names.set(name.toLowerCase(), names.get(name.toLowerCase()) ?? name);
  };
  for (const [, expression = ''] of text.matchAll(OUTPUT)) collect(expression);
  for (const [, tag, rest = ''] of text.matchAll(TAG)) {
    const bound =
      tag === 'for' ? /^\s*(\w+)\s+in\s+([\s\S]*)/.exec(rest) : tag === 'assign' ? /^\s*(\w+)\s*=([\s\S]*)/.exec(rest) : null;
    if (bound?.[1]) own.add(bound[1].toLowerCase());
    collect((bound ? bound[2] : rest) ?? '');
  }
  return [...names.values()].filter((name) => !own.has(name.toLowerCase()) && !WORDS.has(name.toLowerCase()));
}

const same = (one: TemplateVariable, other: TemplateVariable) =>
  one.type === other.type &&
  one.required === other.required &&
  one.default === other.default &&
  one.description === other.description;

/** Returns what a save sends. Variables that nothing is said about are left to the server. */
export function toRequest(form: TemplateForm, existing: Template | null): Schemas['MailTemplateRequest'] {
  const variables = listVariables(form);
  const isPlain = !existing && variables.every((variable) => same(variable, { name: '', ...NEW }));
  return {
    name: form.name.trim(),
    subject: form.subject,
    ...(form.format === 'html' ? { body_html: form.body } : { body_text: form.body }),
    // The other body is made from this one.
    ...(existing && (form.format === 'html' ? { body_text: '' } : { body_html: '' })),
    ...(isPlain ? {} : { variables }),
  };
}

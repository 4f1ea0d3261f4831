import { expect, test } from 'vitest';
import { emptyTemplate, listVariables, toRequest } from '@/features/templates/hooks/template-form';

const names = (body: string, subject = '') => listVariables({ ...emptyTemplate, subject, body }).map(({ name }) => name);

test('variables are found in outputs and tags, without what the template binds itself', () => {
  expect(
    names(
      'Dear {{ name | upcase }}, {% for item in items %}{{ item.title }}: {{item.price}}{% endfor %}',
      'Invoice {{ number }}',
    ),
  ).toEqual(['number', 'name', 'items']);
  expect(names('{% assign total = price | times: count %}{{ total }}{% if vip and total > 3 %}!{% endif %}').sort()).toEqual([
    'count',
    'price',
    'vip',
  ]);
});

test('literals, filters and comments are no variables', () => {
  expect(names(`{{ 'now' | date: "%Y" }}{% comment %}{{ no }}{% endcomment %}{% if true %}{% endif %}`)).toEqual([]);
});

test('what is described keeps its description, also when it is not found in the text', () => {
  const described = { name: 'hidden', type: 'text', required: false, default: 'x', description: null } as const;
  expect(listVariables({ ...emptyTemplate, body: '{{ a }}', variables: [described] }).map(({ name }) => name)).toEqual([
    'a',
    'hidden',
  ]);
});

test('the server finds the variables of a new template about which nothing is said', () => {
  expect(toRequest({ ...emptyTemplate, name: ' Hello ', body: '{{ a }}' }, null)).toEqual({
    name: 'Hello',
    subject: '',
    body_text: '{{ a }}',
  });
  const described = { name: 'a', type: 'number', required: true, default: null, description: null } as const;
  expect(
    toRequest({ ...emptyTemplate, name: 'Hello', format: 'html', body: '{{ a }}', variables: [described] }, null),
  ).toMatchObject({
    body_html: '{{ a }}',
    variables: [described],
  });
});

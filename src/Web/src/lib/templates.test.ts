import { expect, test } from 'vitest';
import { readValues, type TemplateVariable } from '@/lib/templates';

const variable = (name: string, type: TemplateVariable['type']): TemplateVariable => ({
  name,
  type,
  required: true,
  default: null,
  description: null,
});

test('values are read by the types of their variables', () => {
  const variables = [
    variable('text', 'text'),
    variable('number', 'number'),
    variable('paid', 'boolean'),
    variable('lines', 'list'),
    variable('items', 'list'),
    variable('customer', 'object'),
  ];
  const typed = {
    text: '7',
    number: '7.5',
    paid: 'false',
    lines: 'a\n\nb',
    items: '[{"title":"Paper"}]',
    customer: '{"name":"Ada"}',
  };
  expect(readValues(variables, typed)).toEqual({
    text: '7',
    number: 7.5,
    paid: false,
    lines: ['a', 'b'],
    items: [{ title: 'Paper' }],
    customer: { name: 'Ada' },
  });
});

test('what is empty is left out, and what cannot be read is sent as it is, to be refused by name', () => {
  const variables = [variable('a', 'text'), variable('b', 'number'), variable('c', 'object')];
  expect(readValues(variables, { a: '', b: 'seven', c: '{broken' })).toEqual({ b: 'seven', c: '{broken' });
});

import { expect, test } from 'vitest';
import { emptyForm, fromDraft, isBlank, toDraftBody, type MessageForm } from '@/features/compose/hooks/message-form';

const form = (changes: Partial<MessageForm>): MessageForm => ({ ...emptyForm('c1'), ...changes });
const image = { id: 'f1', key: 'f1', name: 'a.png', size: 1, contentId: 'pic', inline: true };

test('an image that was removed from the text is left out', () => {
  expect(toDraftBody(form({ html: '<img src="cid:pic">', files: [image] })).attachment_ids).toEqual(['f1']);
  expect(toDraftBody(form({ html: '<div>text</div>', files: [image] })).attachment_ids).toEqual([]);
});

test('in plain text an image becomes an attachment', () => {
  expect(toDraftBody(form({ format: 'plain', text: 'text', files: [image] }))).toMatchObject({
    attachment_ids: ['f1'],
    body_text: 'text',
    body_html: '',
  });
});

test('a file that is being uploaded is not named yet', () => {
  expect(toDraftBody(form({ files: [{ ...image, id: null, inline: false }] })).attachment_ids).toEqual([]);
});

test('a template gives the bodies until something is written', () => {
  const kept = { template_id: 't1', variables: {} };
  expect(toDraftBody(form({ kept }))).toMatchObject({ template_id: 't1' });
  expect(toDraftBody(form({ kept }))).not.toHaveProperty('body_html');
  expect(toDraftBody(form({ kept, html: '<div>a</div>' }))).not.toHaveProperty('template_id');
});

test('a draft is the same after it was read and saved', () => {
  const written = form({
    identityId: 'i1',
    to: [{ email: 'ada@example.org', name: 'Ada' }],
    subject: 'Lunch',
    html: '<div>At noon?</div>',
    signature: false,
    kept: { in_reply_to_id: 'm1', reply_all: true },
  });
  const body = toDraftBody(written);
  expect(toDraftBody(fromDraft({ message: body }))).toEqual({ ...body, forward_of_id: undefined, reply_to: undefined });
  expect(fromDraft({ message: toDraftBody(form({ format: 'plain', text: 'a' })) })).toMatchObject({ format: 'plain', text: 'a' });
});

test('addresses of other clients can be texts', () => {
  expect(fromDraft({ message: { connection_id: 'c1', to: ['ada@example.org'] } }).to).toEqual([
    { email: 'ada@example.org', name: null },
  ]);
});

test('a reply is blank until something is added', () => {
  const begun = form({ subject: 'Re: Lunch', to: [{ email: 'ada@example.org', name: null }] });
  expect(isBlank({ ...begun, html: '<div><br></div>' }, begun)).toBe(true);
  expect(isBlank({ ...begun, html: '<div>Yes</div>' }, begun)).toBe(false);
  expect(isBlank({ ...begun, html: '<img src="cid:pic">' }, begun)).toBe(false);
  expect(isBlank({ ...begun, cc: begun.to }, begun)).toBe(false);
});

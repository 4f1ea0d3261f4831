import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHmac } from 'node:crypto';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';
import { VERIFICATION_CODE } from '@/features/webhooks/hooks/verification-code';

// The secret, id and body with which the libraries of Standard Webhooks test themselves.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const body = '{"test": 2432232314}';

const folder = mkdtempSync(join(tmpdir(), 'verification-'));
afterAll(() => rmSync(folder, { recursive: true }));

const codeOf = (value: string) => VERIFICATION_CODE.find((sample) => sample.value === value)?.code ?? '';

const signed = (age = 0, text = body) => {
  const timestamp = String(Math.floor(Date.now() / 1000) - age);
  const hash = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${id}.${timestamp}.${text}`)
    .digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1a,other v1,b2xk v1,${hash}` };
};

const cases: readonly [name: string, headers: Record<string, string>, accepted: boolean][] = [
  ['a signature', signed(), true],
  ['that of another body', signed(0, '{}'), false],
  ['one of ten minutes ago', signed(600), false],
  ['none', { ...signed(), 'webhook-signature': '' }, false],
  ['no time', { ...signed(), 'webhook-timestamp': 'now' }, false],
];

test('the TypeScript code judges deliveries', () => {
  const { outputText } = ts.transpileModule(codeOf('typescript'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const call = `\nimport { readFileSync } from 'node:fs';
const { secret, body, cases } = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(cases.map(([, headers]) => isAuthentic(secret, headers, Buffer.from(body)))));`;
  const file = join(folder, 'verify.mjs');
  writeFileSync(file, outputText + call);
  expect(judge('node', file)).toEqual(cases.map(([, , accepted]) => accepted));
});

test.skipIf(spawnSync('python3', ['--version']).status !== 0)('the Python code judges deliveries', () => {
  const call = `\nimport json, sys
given = json.load(sys.stdin)
print(json.dumps([is_authentic(given["secret"], case[1], given["body"].encode()) for case in given["cases"]]))`;
  const file = join(folder, 'verify.py');
  writeFileSync(file, codeOf('python') + call);
  expect(judge('python3', file)).toEqual(cases.map(([, , accepted]) => accepted));
});

const judge = (program: string, file: string): unknown =>
  JSON.parse(execFileSync(program, [file], { input: JSON.stringify({ secret, body, cases }), encoding: 'utf8' }));

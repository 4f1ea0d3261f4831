// Checks an OpenAPI document. Each problem is a line of the output; the exit code is 1 when there is one.
import { readFile } from 'node:fs/promises';
import core from '@redocly/openapi-core';

const config = await core.createConfig({
  extends: ['recommended-strict'],
  rules: {
    'info-license': 'off',
    'operation-description': 'off',
    'operation-operationId': 'error',
    'operation-operationId-unique': 'error',
    'operation-operationId-url-safe': 'error',
    'operation-parameters-unique': 'error',
    'operation-singular-tag': 'error',
    'operation-summary': 'error',
    'operation-tag-defined': 'error',
    'parameter-description': 'error',
    'path-declaration-must-exist': 'error',
    'path-parameters-defined': 'error',
    'no-duplicated-tag-names': 'error',
    'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: false },
    'no-invalid-parameter-examples': 'error',
    'no-invalid-schema-examples': 'error',
    'no-unused-components': 'error',
    'security-defined': 'error',
    'spec-strict-refs': 'error',
    'tag-description': 'error',
    // Health checks and the root need no 4xx; connections have paths with fixed words beside ids.
    'operation-4xx-response': 'off',
    // A WebSocket is answered with 101.
    'operation-2xx-response': 'off',
    'no-ambiguous-paths': 'off',
    'no-server-example.com': 'off',
  },
});

const file = process.argv[2];
const problems = await core.lintFromString({ source: await readFile(file, 'utf8'), absoluteRef: file, config });
for (const problem of problems) {
  console.log(`${problem.severity} ${problem.ruleId} at ${problem.location[0]?.pointer ?? '#'}: ${problem.message}`);
}
process.exitCode = problems.length > 0 ? 1 : 0;

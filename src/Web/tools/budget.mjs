// Fails when the scripts of the first load exceed the budget: the entry with its static imports, and those of the page that follows it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 180;
const FIRST_PAGES = [
  'src/features/auth/pages/sign-in-page.tsx',
  'src/features/mail/pages/mail-page.tsx',
  'src/app/shell/shell.tsx',
];

const root = process.env.WEB_OUT ?? '../../artifacts/web';
const manifest = JSON.parse(readFileSync(join(root, '.vite/manifest.json'), 'utf8'));

const collect = (key, files) => {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) collect(imported, files);
  return files;
};
const size = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file)), { level: 9 }).length, 0) / 1000;

const entry = size(collect('index.html', new Set()));
const first = new Set();
for (const key of ['index.html', ...FIRST_PAGES]) collect(key, first);
const total = size(first);
console.log(
  `First load: ${entry.toFixed(1)} kB of script before the first page, ${total.toFixed(1)} kB with it (gzip; budget ${BUDGET_KB} kB).`,
);
if (total > BUDGET_KB) {
  console.error('The first load is over its budget. Load what it does not need later: import() in src/app/routes.ts.');
  process.exit(1);
}

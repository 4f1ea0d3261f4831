import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const forbid = (files, patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } });
const outside = { regex: '^\\.\\./\\.\\./', message: 'Import other folders by "@/".' };

export default tseslint.config(
  { ignores: ['src/lib/api/schema.d.ts', 'dist'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  hooks.configs.flat.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: { 'max-lines': ['error', { max: 200 }] },
  },
  {
    files: ['tools/**', '*.mjs'],
    languageOptions: { globals: { console: 'readonly', fetch: 'readonly', process: 'readonly', URL: 'readonly' } },
    rules: { 'no-console': 'off' },
  },
  { files: ['public/**'], languageOptions: { globals: { localStorage: 'readonly', document: 'readonly' } } },
  forbid(['src/components/**', 'src/lib/**'], [{ regex: '^@/(features|app)/', message: 'The foundation knows no feature.' }]),
  ...features.map((feature) =>
    forbid(
      [`src/features/${feature}/**`],
      [
        {
          regex: `^@/features/(?!${feature}/)`,
          message: 'Features do not import each other: move what they share to src/lib or src/components.',
        },
        { regex: '^@/app/', message: 'Features are registered by src/app and know nothing of it.' },
        outside,
      ],
    ),
  ),
);

/** Lints of everything under `web`, with the compiler's types. Any warning fails the check. */
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

const NODE = Object.fromEntries(
  'Blob Buffer FormData TextDecoder URL URLSearchParams console fetch process setTimeout structuredClone'
    .split(' ')
    .map((name) => [name, 'readonly']),
)

export default defineConfig(
  globalIgnores(['**/node_modules', 'dist', 'student', 'console', 'e2e/test-results', 'shared/src/schema.ts']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': ['error', { max: 80 }],
      'max-params': ['error', 6],
      'no-console': 'error',
      'no-warning-comments': 'error',
    },
  },
  // Tests in the tests' own words: a list of them is as long as it is, and they may say what they measured.
  {
    files: ['e2e/**', 'simulator/**'],
    rules: { 'max-lines-per-function': 'off', 'no-console': 'off' },
  },
  // What runs under Node without being compiled.
  {
    files: ['e2e/world/*.js', 'simulator/**/*.js'],
    languageOptions: { globals: NODE },
    rules: { 'max-lines': ['error', { max: 500 }], 'max-params': ['error', 6] },
  },
)

/** Lints of everything under `web`, with the compiler's types. Any warning fails the check. */
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

const NODE = Object.fromEntries(
  'Blob Buffer FormData TextDecoder URL URLSearchParams console fetch process setTimeout structuredClone'
    .split(' ')
    .map((name) => [name, 'readonly']),
)

export default defineConfig(
  globalIgnores(['**/node_modules', 'dist', 'student/*.{mjs,ts}', 'e2e/test-results', 'shared/src/schema.ts']),
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
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
  // After the former: its parser takes the parts of a page apart and hands the script on.
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script[setup]', 'script', 'template', 'style'] }],
      'vue/no-v-html': 'error',
      // Layout is the writer's; what a line may hold depends on its words.
      'vue/html-self-closing': ['error', { html: { void: 'always' } }],
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      // The compiler knows which names there are, and which properties may be left out.
      'no-undef': 'off',
      'vue/require-default-prop': 'off',
    },
  },
  // uni compiles comments: of two assignments one `#ifdef` away from each other only one is ever built.
  { files: ['student/src/**'], rules: { 'no-useless-assignment': 'off' } },
  // A page is named by its address, which uni takes from its file; no template writes it as a tag.
  { files: ['student/src/pages*/*/*.vue'], rules: { 'vue/multi-word-component-names': 'off' } },
)

import cdklabs from '@cdklabs/eslint-plugin';
import js from '@eslint/js';
import comments from '@eslint-community/eslint-plugin-eslint-comments';
import { defineConfig, globalIgnores } from 'eslint/config';
import awscdk from 'eslint-plugin-awscdk';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const NODE_GLOBALS = {
  __dirname: 'readonly',
  console: 'readonly',
  module: 'writable',
  process: 'readonly',
  require: 'readonly',
  URL: 'readonly',
};

export default defineConfig([
  globalIgnores(['assets/', 'cdk.out/', 'coverage/', 'dist/']),
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    extends: [js.configs.recommended, importX.flatConfigs.typescript],
    plugins: { comments },
    languageOptions: { globals: NODE_GLOBALS },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.json'] })] },
    rules: {
      'comments/require-description': ['error', { ignore: ['eslint-enable'] }],
      eqeqeq: 'error',
      'import-x/first': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-duplicates': 'error',
      'import-x/order': ['error', { alphabetize: { order: 'asc' }, 'newlines-between': 'never' }],
      'object-shorthand': 'error',
      'prefer-template': 'error',
      'sort-imports': ['error', { ignoreCase: true, ignoreDeclarationSort: true }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/member-ordering': [
        'error',
        { default: ['static-field', 'static-method', 'field', 'constructor', ['get', 'set', 'method']] },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['lib/**/*.ts', 'bin/**/*.ts'],
    rules: {
      complexity: ['error', 15],
      'max-depth': ['error', 3],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
    },
  },
  {
    files: ['lib/**/*.ts', 'examples/**/*.ts'],
    plugins: { awscdk },
    rules: {
      'awscdk/no-construct-in-interface': 'error',
      'awscdk/no-mutable-property-of-props-interface': 'error',
      'awscdk/no-mutable-public-property-of-construct': 'error',
      'awscdk/no-variable-construct-id': 'error',
      'awscdk/pascal-case-construct-id': 'error',
      'awscdk/prefer-grants-property': 'error',
      'awscdk/props-name-convention': 'error',
      'awscdk/require-passing-this': 'error',
    },
  },
  {
    files: ['lib/**/*.ts'],
    plugins: { '@cdklabs': cdklabs },
    rules: {
      '@cdklabs/no-invalid-path': 'error',
      '@cdklabs/no-literal-partition': 'error',
      '@cdklabs/no-this-in-static': 'error',
      'awscdk/require-props-default-doc': 'error',
      'no-console': 'error',
    },
  },
  {
    // One helper owns what an error looks like.
    files: ['lib/**/*.ts'],
    ignores: ['lib/private/errors.ts'],
    rules: { '@cdklabs/no-throw-default-error': 'error' },
  },
  {
    // Costly to load, so loaded when an app asks for checks; test/imports.test.ts sees to the rest.
    files: ['lib/checks/**/*.ts'],
    rules: { '@typescript-eslint/no-require-imports': ['error', { allow: ['^cdk-nag$'] }] },
  },
  {
    // Templates are plain JSON: a test reads them as it finds them.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
]);

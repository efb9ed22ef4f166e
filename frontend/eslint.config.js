/** Lint rules, among them the import direction routes -> pages -> blocks -> components and routes -> api. */
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

/** The layers that each layer may not import from; types of the API are shared by all of them. */
const closedTo = {
  components: ['blocks', 'pages', 'api'],
  blocks: ['pages', 'api'],
  pages: ['api'],
  api: ['components', 'blocks', 'pages'],
};

/** @type {import('eslint').Linter.Config[]} */
const layers = Object.entries(closedTo).map(([layer, closed]) => ({
  files: [`src/lib/${layer}/**`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(#lib|\\.\\./.*|\\.\\.)/(.*/)?(${closed.join('|')})/`,
            allowTypeImports: true,
            message: `Imports go routes -> pages -> blocks -> components, and routes -> api: ${layer} may not import this.`,
          },
          { regex: '^(\\.\\./)+routes/', message: 'Nothing imports from the routes.' },
          { regex: '^\\$app/', message: 'Only the routes and the api know SvelteKit; hand values down as props.' },
        ],
      },
    ],
  },
}));

export default defineConfig(
  { ignores: ['build/', '.svelte-kit/', 'node_modules/', 'src/lib/api/schema.d.ts', 'src/lib/paraglide/'] },
  js.configs.recommended,
  ts.configs.strict,
  ts.configs.stylistic,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    // TypeScript checks names itself, and knows its global types.
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] } },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', 'src/routes/**'],
    // Paths come from the API, and the site is always served from the root of its host.
    rules: { 'svelte/no-navigation-without-resolve': 'off' },
  },
  ...layers,
);

/** Builds the site with SvelteKit and runs its tests in a simulated browser. */
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';
import { shellAdapter } from './adapter.ts';
import { firstPageBundle, sourceVersion } from './bundle.ts';

export default defineConfig({
  plugins: [
    // A module for each language, whose functions know no locale but their own.
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      outputStructure: 'locale-modules',
      emitReadme: false,
    }),
    firstPageBundle(),
    sveltekit({
      adapter: shellAdapter(),
      version: { name: sourceVersion() },
      // One stylesheet and one script for a first page (see bundle.ts): few requests on a slow line.
      output: { bundleStrategy: 'single' },
      // `static/` is where Django collects files, and is not versioned.
      files: { assets: 'public' },
      paths: { relative: false },
      prerender: { entries: [] },
    }),
  ],
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/media': 'http://127.0.0.1:8000' } },
  test: {
    projects: [
      {
        extends: true,
        plugins: [svelteTesting()],
        test: {
          name: 'browser',
          environment: 'jsdom',
          include: ['tests/*.test.ts'],
          exclude: ['tests/*.server.test.ts'],
          setupFiles: ['tests/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          environment: 'node',
          include: ['tests/*.server.test.ts'],
          // The renderer is tested as it was built.
          server: { deps: { external: [/\/build\/server\//] } },
        },
      },
    ],
  },
});

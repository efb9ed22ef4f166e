/** Puts what a first page needs into one script, and leaves the rest to be fetched when a reader wants it. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import type { Plugin } from 'vite';

const APP = /generated\/build\/client-optimized\/app\.js$/;
const LAZY_NODE = /\(\) => import\('(\.\/nodes\/\d+)'\)/g;

/**
 * What SvelteKit asks of devalue in a browser, where no data comes from its server: to keep the state of a page in the
 * history. We keep plain JSON there, so maps, dates and cycles need no 5 kB of code.
 */
const JSON_FOR_DEVALUE = `
  export const stringify = (value) => JSON.stringify(value);
  export const parse = (text) => JSON.parse(text);
  export const stringifyAsync = undefined, unflatten = undefined, uneval = undefined;
`;

/** Where SvelteKit tells screen readers that there is another page, hidden by a style that our policy refuses in a page. */
const ROOT = /kit\/src\/runtime\/components\/root\.svelte$/;
const ANNOUNCER = /(id="svelte-announcer"[^>]*?)style="[^"]*"/;

const GENERATED = 'src/lib/paraglide/**';

/** A name for what the build is made from: the same sources give the same files, which browsers then need not fetch again. */
export function sourceVersion(): string {
  const hash = createHash('sha256');
  const paths = globSync(['{src,messages,public}/**/*', '*.{ts,json}'], { exclude: [GENERATED] });
  const sources = paths.filter((path) => statSync(path).isFile());
  for (const path of sources.sort()) hash.update(path).update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}

/**
 * Vite's way to fetch a chunk together with its styles and its own imports. All styles are in the first sheet, and only
 * three chunks import another one, so that costs everybody more than it saves anyone.
 */
const PRELOAD_HELPER = '\0vite/preload-helper.js';
const NO_PRELOADING = 'export const __vitePreload = (load) => load();';

/**
 * SvelteKit builds either one script or many. This builds one for the routes, which every page needs, and a chunk for
 * each `import()` of ours, which few need. What both use stays in the one script, and is not split off for the sake of
 * the chunks. All styles stay in one sheet: pages are drawn before any script has run, and must not move afterwards.
 */
export function firstPageBundle(): Plugin {
  return {
    name: 'broadside-first-page',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'client',
    resolveId(source) {
      if (source === 'devalue') return '\0devalue';
    },
    load(id) {
      if (id === '\0devalue') return JSON_FOR_DEVALUE;
      if (id === PRELOAD_HELPER) return NO_PRELOADING;
    },
    transform(code, id) {
      if (ROOT.test(id)) {
        if (!ANNOUNCER.test(code)) this.error('SvelteKit announces pages in another way: see what has become of it.');
        return code.replace(ANNOUNCER, '$1class="visually-hidden"');
      }
      if (!APP.test(id)) return;
      const nodes: string[] = [];
      const eager = code.replace(LAZY_NODE, (_, path: string) => `() => Promise.resolve(node${nodes.push(path) - 1})`);
      if (!nodes.length) this.error('SvelteKit writes its list of routes in another way: see what has become of it.');
      return [...nodes.map((path, index) => `import * as node${index} from '${path}';`), eager].join('\n');
    },
    outputOptions: (options) => ({
      ...options,
      codeSplitting: {
        groups: [
          { name: 'styles', test: /\.css$/, priority: 1 },
          { name: 'first', tags: ['$initial'] },
        ],
      },
    }),
  };
}

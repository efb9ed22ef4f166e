/** Puts what a first page needs into one script, and leaves the rest to be fetched when a reader wants it. */
import type { Plugin } from 'vite';

const APP = /generated\/build\/client-optimized\/app\.js$/;
const LAZY_NODE = /\(\) => import\('(\.\/nodes\/\d+)'\)/g;

/**
 * SvelteKit builds either one script or many. This builds one for the routes, which every page needs, and a chunk for
 * each `import()` of ours, which none needs at first. It also leaves out of the browser's copy how devalue turns values
 * into JavaScript, 2 kB that only a server calls.
 */
export function firstPageBundle(): Plugin {
  return {
    name: 'broadside-first-page',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: (environment) => environment.name === 'client',
    resolveId(source, importer) {
      if (source === './src/uneval.js' && importer?.includes('/devalue/')) return '\0no-uneval';
    },
    load(id) {
      if (id === '\0no-uneval') return 'export const uneval = undefined;';
    },
    transform(code, id) {
      if (!APP.test(id)) return;
      const nodes: string[] = [];
      const eager = code.replace(LAZY_NODE, (_, path: string) => `() => Promise.resolve(node${nodes.push(path) - 1})`);
      if (!nodes.length) this.error('SvelteKit writes its list of routes in another way: see what has become of it.');
      return [...nodes.map((path, index) => `import * as node${index} from '${path}';`), eager].join('\n');
    },
    outputOptions: (options) => ({ ...options, codeSplitting: true }),
  };
}

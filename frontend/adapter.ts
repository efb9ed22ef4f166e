/**
 * Lays out the build for Django: `client/` is served as it is, `shell.html` is filled before it is sent, `server/` is the
 * program that renders what the shell is filled with, and `static/` goes to the admin's static files.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Adapter, Builder } from '@sveltejs/kit';
import { build } from 'vite';

/**
 * A SvelteKit adapter that writes `build/client/` (static files, with .br and .gz beside them), `build/shell.html` and
 * `build/server/index.js`, and `build/static/desk/`. The shell stays outside `client/`, so no static server can hand it out unfilled.
 */
export function shellAdapter(out = 'build'): Adapter {
  return {
    name: 'broadside-shell',
    async adapt(builder) {
      const made = builder.getBuildDirectory('made');
      rmSync(made, { recursive: true, force: true });
      builder.writeClient(`${made}/client`);
      await builder.compress(`${made}/client`);
      await writeShell(builder, `${made}/shell.html`, `${made}/client`);
      await writeServer(builder, `${made}/server`);
      await writeDesk(`${made}/static/desk`);
      replace(out, made, builder.getBuildDirectory('before'));
    },
  };
}

/** Puts `made` into the place of `out` by renaming: a site that runs meanwhile misses its shell for no longer than that takes. */
function replace(out: string, made: string, before: string) {
  rmSync(before, { recursive: true, force: true });
  if (existsSync(out)) renameSync(out, before);
  renameSync(made, out);
  rmSync(before, { recursive: true, force: true });
}

/** SvelteKit's start of a page that has no HTML yet. */
const START = /(import\("[^"]+"\))\.then\(\(app\) => \{\s*app\.start\(element\)\s*\}\);/;
/** Ours, which takes over the HTML where there is some, once it is used (see app.html). */
const START_OR_TAKE_OVER = `startWhenUsed(async () => {
						const app = await $1;
						app.start(element, JSON.parse(document.getElementById('hydration')?.textContent ?? 'null'));
					});`;

async function writeShell(builder: Builder, path: string, client: string) {
  const unpatched = builder.getBuildDirectory('shell.html');
  await builder.generateFallback(unpatched);
  const shell = readFileSync(unpatched, 'utf8');
  if (!START.test(shell)) throw new Error(`SvelteKit no longer starts a page with ${START.source}`);
  writeFileSync(path, withIntegrity(styleFirst(shell.replace(START, START_OR_TAKE_OVER)), client));
}

const CODE = /<link href="([^"]+)" rel="(?:stylesheet|modulepreload)"/g;

/**
 * Has the browser refuse styles and scripts that are not those of this build, whoever stands between: a script that is
 * preloaded is the one that is imported.
 */
function withIntegrity(shell: string, client: string): string {
  return shell.replace(CODE, (link, url: string) => {
    const digest = createHash('sha384')
      .update(readFileSync(`${client}${url}`))
      .digest('base64');
    return `${link} integrity="sha384-${digest}"`;
  });
}

const PRELOAD = /<link [^>]*rel="(?:module)?preload"/;
const MODULES = /rel="modulepreload"/g;
const STYLE = /\s*<link href="[^"]*" rel="stylesheet">/;

/**
 * Has the browser fetch the style sheet first, which everything that is drawn waits for; faces and the script come after
 * it, and the script last, since the page can be read without. On a slow line all of them share the little that there is.
 */
function styleFirst(shell: string): string {
  const style = STYLE.exec(shell)?.[0];
  if (!style) throw new Error('The shell has no style sheet any more that could come first.');
  return shell
    .replace(style, '')
    .replace(MODULES, '$& fetchpriority="low"')
    .replace(PRELOAD, `${style.trim()}\n    $&`);
}

/** One file that needs no package beside it: a server can run it without `node_modules`. */
async function writeServer(builder: Builder, outDir: string) {
  const folder = builder.getBuildDirectory('renderer');
  const main = JSON.stringify(resolve('renderer/main.ts'));
  builder.generateServerInstance(`${folder}/instance.js`);
  writeFileSync(
    `${folder}/index.js`,
    `export { server } from './instance.js';
    import { server } from './instance.js';
    import { main } from ${main};
    if (import.meta.main) await main(server);`,
  );
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: { ssr: `${folder}/index.js`, outDir, rolldownOptions: { output: { codeSplitting: false } } },
  });
}

/** The admin's script that opens sealed messages, with all that it imports. No page of the site has anything of it. */
async function writeDesk(outDir: string) {
  const output = { entryFileNames: '[name].js', codeSplitting: false };
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { outDir, modulePreload: false, rolldownOptions: { input: resolve('desk/inbox.ts'), output } },
  });
}

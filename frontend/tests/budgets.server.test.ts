/** What a reader's first page costs, measured on the files that `npm run build` left; 1 kB is 1,000 bytes. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const SHELL = 'build/shell.html';
const CLIENT = 'build/client';
/** HTML, icon and, where the page has one, its largest picture; all else stands in the shell. */
const BESIDE_THE_SHELL = 3;

let shell = '';

beforeAll(() => {
  if (!existsSync(SHELL)) throw new Error('There is nothing to measure yet: run `npm run build` first.');
  shell = readFileSync(SHELL, 'utf8');
});

/** The addresses of a kind of file that the shell asks for, each once. */
function asked(ending: string): string[] {
  return [...new Set([...shell.matchAll(/(?:href|src|import\()="?(\/[^"]+)"/g)].map(([, url = '']) => url))].filter(
    (url) => url.endsWith(ending),
  );
}

/** Bytes of a built file as it is sent: compressed where the build has compressed it. */
function weight(url: string): number {
  const path = join(CLIENT, url);
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}

function total(urls: string[]): number {
  return urls.map(weight).reduce((sum, bytes) => sum + bytes, 0);
}

/** A script with all that it imports before it can run; `import()` comes later, and only if it is needed. */
function withImports(url: string, known = new Set<string>()): string[] {
  if (known.has(url)) return [];
  known.add(url);
  const code = readFileSync(join(CLIENT, url), 'utf8');
  const imports = [...code.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g)].map(
    ([, path = '']) => new URL(path, `http://site.invalid${url}`).pathname,
  );
  return [url, ...imports.flatMap((path) => withImports(path, known))];
}

describe('the first page', () => {
  test('has at most 45 kB of JavaScript', () => {
    const scripts = [...new Set(asked('.js').flatMap((url) => withImports(url)))];
    expect(scripts).not.toEqual([]);
    expect(total(scripts)).toBeLessThanOrEqual(45_000);
  });

  test('has at most 12 kB of CSS', () => {
    expect(asked('.css')).not.toEqual([]);
    expect(total(asked('.css'))).toBeLessThanOrEqual(12_000);
  });

  test('is styled before its script runs, whatever page it is', () => {
    const sheets = globSync(`${CLIENT}/_app/immutable/assets/*.css`);
    expect(sheets.map((path) => path.slice(CLIENT.length))).toEqual(asked('.css'));
  });

  test('has at most 90 kB of fonts, if it needs every face', () => {
    const faces = globSync(`${CLIENT}/_app/immutable/assets/*-latin-[0-9]*.woff2`);
    expect(faces).toHaveLength(4);
    expect(faces.map((path) => statSync(path).size).reduce((sum, bytes) => sum + bytes)).toBeLessThanOrEqual(90_000);
  });

  test('fetches early only the three faces of a first screen, and no other', () => {
    const early = asked('.woff2').map((url) => /([a-z0-9-]+)-latin-/.exec(url)?.[1]);
    expect(early.sort()).toEqual(['besley', 'league-gothic', 'source-serif-4']);
  });

  test('takes at most 10 requests, all to the site itself', () => {
    const addresses = [...shell.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, url = '']) => url);
    expect(addresses.filter((url) => !url.startsWith('/') || url.startsWith('//'))).toEqual([]);
    expect(new Set(addresses).size + BESIDE_THE_SHELL).toBeLessThanOrEqual(10);
  });
});

test('the texts of other languages are fetched by those who read them', () => {
  const [script = ''] = asked('.js');
  expect(readFileSync(join(CLIENT, script), 'utf8')).not.toContain('Zum Inhalt springen');
});

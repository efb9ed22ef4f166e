/** The built shell asks for things in the order in which a reader needs them. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const shell = readFileSync('build/shell.html', 'utf8');

test('what all that is drawn waits for is asked for before anything else', () => {
  const links = shell.match(/<link href="\/_app[^>]*>/g) ?? [];
  expect(links.map((link) => /rel="(\w+)"/.exec(link)?.[1])).toEqual([
    'stylesheet',
    'preload',
    'preload',
    'preload',
    ...links.slice(4).map(() => 'modulepreload'),
  ]);
});

test('the script, without which the page can be read, comes last', () => {
  const scripts = shell.match(/<link [^>]*rel="modulepreload"[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  for (const script of scripts) expect(script).toContain('fetchpriority="low"');
});

test('a style or a script that is not of this build is refused', () => {
  const links = shell.match(/<link [^>]*rel="(?:stylesheet|modulepreload)"[^>]*>/g) ?? [];
  expect(links.length).toBeGreaterThan(1);
  for (const link of links) {
    const [, url = '', digest = ''] = /href="([^"]+)".* integrity="sha384-([^"]+)"/.exec(link) ?? [];
    expect(
      createHash('sha384')
        .update(readFileSync(`build/client${url}`))
        .digest('base64'),
    ).toBe(digest);
  }
});

test('nothing in the shell needs a style of its own, which our policy refuses', () => {
  expect(shell).not.toMatch(/<style|\sstyle=/);
});

/** An address that leads nowhere is searched for by its words. */
import { afterEach, expect, test } from 'vitest';
import { createApi } from '#lib/api/api.ts';
import { Memory } from '#lib/api/memory.ts';
import { nearMatches, wordsOf } from '#lib/api/near.ts';
import { State } from '#lib/api/state.ts';
import { position } from './fixtures/parts.ts';
import { serve, type TestServer } from './server.ts';

let server: TestServer;

afterEach(() => server?.close());

/** An API that finds one position for the words in `known`, and nothing for others. */
async function searching(known: string[]) {
  server = await serve(({ url = '' }) => {
    const q = new URL(url, 'http://site.invalid').searchParams.get('q') ?? '';
    const items = known.includes(q) ? [{ page: position, extract: { parts: [] } }] : [];
    return { status: 200, body: JSON.stringify({ items }) };
  });
  return createApi(server.fetch, new State(), new Memory());
}

test.each([
  ['/positions/freeze-the-rents/', 'freeze the rents'],
  ['/old/page.html', 'page'],
  ['/größe/', 'größe'],
  ['/gr%C3%B6%C3%9Fe/', 'größe'],
  ['/100%/', '100'],
  ['/', ''],
])('the address %s is about "%s"', (path, words) => {
  expect(wordsOf(path)).toBe(words);
});

test.each([['freeze the rents'], ['freez']])('a page that has "%s" is near', async (known) => {
  expect(await nearMatches(await searching([known]), 'freeze the rents', '')).toEqual([position]);
});

test('the search stops at the first words that are found', async () => {
  await nearMatches(await searching(['rents']), 'rents', 'de');
  expect(server.asked).toEqual(['/api/v1/search/?q=rents&limit=5&locale=de']);
});

test('nothing is near where nobody answers', async () => {
  const api = await searching(['rents']);
  await server.close();
  expect(await nearMatches(api, 'rents', '')).toEqual([]);
});

test('an address without words asks for nothing', async () => {
  expect(await nearMatches(await searching([]), '', '')).toEqual([]);
  expect(server.asked).toEqual([]);
});

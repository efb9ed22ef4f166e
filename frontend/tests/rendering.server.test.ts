/** Pages can be drawn where there is no browser: nothing asks for a window before it is on screen. */
import { render } from 'svelte/server';
import { beforeAll, expect, test } from 'vitest';
import { documentMemory } from '#lib/api/memory.ts';
import { documentState } from '#lib/api/state.ts';
import { LOCALE } from '#lib/locale.ts';
import AnyPage from '#lib/pages/AnyPage.svelte';
import { loadView } from '#lib/pages/index.ts';
import { loadTexts } from '#lib/texts.ts';
import { pages } from './fixtures/pages.ts';

beforeAll(() => Promise.all(Object.values(pages).map(({ type }) => loadView(type))));

test.each(Object.values(pages))('a page of type $type becomes HTML on a server', (page) => {
  const { body } = render(AnyPage, { props: { type: page.type, page } });
  expect(body).toMatch(/<h1[^>]*>/);
});

test('a server has no state of its own that one reader could get of another', () => {
  expect(documentState()).not.toBe(documentState());
});

test('a server has no memory of one reader that another could get', () => {
  expect(documentMemory()).not.toBe(documentMemory());
});

test('pages in two languages are drawn beside each other, each in its own', async () => {
  await loadTexts('de');
  const shown = ['de', 'en'].map((locale) => {
    const props = { type: 'manifesto' as const, page: pages.manifesto };
    return render(AnyPage, { props, context: new Map([[LOCALE, () => locale]]) });
  });
  const contents = shown.map(({ body }) => /id="contents"[^>]*>([^<]*)/.exec(body)?.[1]);
  expect(contents).toEqual(['Inhalt', 'Contents']);
});

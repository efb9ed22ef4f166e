/** Pages can be drawn where there is no browser: nothing asks for a window before it is on screen. */
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { documentState } from '#lib/api/state.ts';
import AnyPage from '#lib/pages/AnyPage.svelte';
import { pages } from './fixtures/pages.ts';

test.each(Object.values(pages))('a page of type $type becomes HTML on a server', (page) => {
  const { body } = render(AnyPage, { props: { type: page.type, page } });
  expect(body).toMatch(/<h1[^>]*>/);
});

test('a server has no state of its own that one reader could get of another', () => {
  expect(documentState()).not.toBe(documentState());
});

/** One key leads to the search from every page, unless it is typed, taken by something else, or switched off. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import Masthead from '#lib/components/Masthead.svelte';
import SlashSwitch from '#lib/components/SlashSwitch.svelte';
import { switchSlash } from '#lib/slash.ts';
import { site } from './fixtures/frame.ts';

let followed: string[] = [];

beforeEach(() => {
  followed = [];
  render(Masthead, { props: { site: { ...site, locale: 'de' }, menu: [], path: '/de/' } });
  screen.getByRole('link', { name: 'Search' }).addEventListener('click', (event) => {
    event.preventDefault();
    followed.push((event.currentTarget as HTMLAnchorElement).pathname);
  });
});

afterEach(() => {
  switchSlash(true);
  document.querySelectorAll('main, dialog').forEach((element) => element.remove());
});

function add(html: string): HTMLElement {
  document.body.insertAdjacentHTML('beforeend', html);
  return document.body.lastElementChild as HTMLElement;
}

test('it leads to the search in the language of the page', async () => {
  await userEvent.keyboard('/');
  expect(followed).toEqual(['/de/search/']);
});

test('on a keyboard with the slash above a number, shift belongs to it', async () => {
  await userEvent.keyboard('{Shift>}/{/Shift}');
  expect(followed).toHaveLength(1);
});

test.each(['Control', 'Alt', 'Meta'])('with %s it is the browser’s', async (key) => {
  await userEvent.keyboard(`{${key}>}/{/${key}}`);
  expect(followed).toEqual([]);
});

test.each(['<input>', '<textarea></textarea>', '<select></select>', '<p contenteditable tabindex="0">x</p>'])(
  'in %s it is a letter',
  async (html) => {
    const main = add(`<main>${html}</main>`);
    (main.firstElementChild as HTMLElement).focus();
    await userEvent.keyboard('/');
    expect(followed).toEqual([]);
  },
);

test('it leaves an open dialog alone', async () => {
  add('<dialog open><button>Close</button></dialog>');
  await userEvent.keyboard('/');
  expect(followed).toEqual([]);
});

test('where the page has a field to search with, it leads there, and is not typed', async () => {
  const main = add('<main><input type="search" value="rent" /></main>');
  await userEvent.keyboard('/');
  expect(followed).toEqual([]);
  expect(main.firstElementChild).toHaveFocus();
  expect(main.firstElementChild).toHaveValue('rent');
});

test('it can be switched off, and on again', async () => {
  render(SlashSwitch);
  const box = screen.getByRole('checkbox', { name: 'The key / leads here from every page' });
  await userEvent.click(box);
  box.blur();
  expect(localStorage.getItem('slash')).toBe('off');
  await userEvent.keyboard('/');
  expect(followed).toEqual([]);
  await userEvent.click(box);
  box.blur();
  await userEvent.keyboard('/');
  expect(followed).toHaveLength(1);
});

/** Each page shows what the editor put in, under one h1, and keeps to the rules of accessibility. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, test } from 'vitest';
import AnyPage from '#lib/pages/AnyPage.svelte';
import { loadView, pages as components } from '#lib/pages/index.ts';
import schema from '../openapi.json';
import { violations } from './accessibility.ts';
import { pages } from './fixtures/pages.ts';

beforeAll(() => Promise.all(Object.values(pages).map(({ type }) => loadView(type))));

function show<T extends keyof typeof pages>(type: T, changes: Partial<(typeof pages)[T]> = {}) {
  return render(AnyPage, { props: { type, page: { ...pages[type], ...changes } } });
}

test('there is a component for every page type of the API, and no other', () => {
  const types = Object.keys(schema.components.schemas.Page.discriminator.mapping);
  expect(Object.keys(components).sort()).toEqual(types.sort());
});

describe.each(Object.keys(pages) as (keyof typeof pages)[])('the page %s', (type) => {
  test('has one h1 that focus can be moved to', () => {
    show(type);
    expect(screen.getByRole('heading', { level: 1 })).toHaveAttribute('tabindex', '-1');
  });

  test('breaks no rule of accessibility', async () => {
    const { container } = show(type);
    expect(await violations(container)).toEqual([]);
  });
});

test('the front page begins with the group’s purpose', () => {
  show('home');
  expect(screen.getByRole('heading', { level: 1, name: pages.home.purpose })).toBeVisible();
});

test('the front page says how to get in touch', () => {
  show('home');
  expect(screen.getByRole('link', { name: 'Write to us' })).toHaveAttribute('href', '/contact/');
});

test('the front page names the next date and the latest one', () => {
  show('home');
  expect(screen.getByRole('link', { name: 'Soup and statutes' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Forty chairs on the pavement' })).toBeVisible();
});

test('the front page begins with its next date, its latest one and the way to the group', () => {
  show('home');
  const [strip] = screen.getAllByRole('list');
  const inside = within(strip as HTMLElement).getAllByRole('link');
  expect(inside.map((link) => link.textContent)).toEqual([
    'Next, 14 Mar Soup and statutes',
    'Last, 20 Jun Forty chairs on the pavement',
    'Get in touch Come and argue',
  ]);
});

test('the contents of a manifesto lead to its sections', () => {
  const { container } = show('manifesto');
  const contents = screen.getByRole('navigation', { name: 'Contents' });
  const link = within(contents).getByRole('link', { name: /What a street owes/ });
  expect(container.querySelector(link.getAttribute('href') ?? '')).toHaveTextContent('What a street owes');
});

test('every paragraph of a manifesto can be linked to', () => {
  const { container } = show('manifesto');
  expect(screen.getByRole('link', { name: '2.3' })).toHaveAttribute('href', '#2.3');
  expect(container.querySelector('p[id="2.3"]')).not.toBeNull();
});

test('the call to get in touch shows its text, not its markup', () => {
  show('home');
  expect(screen.getByText('We answer letters, and we like visitors.')).toBeVisible();
});

test('a position names the sections it follows from', () => {
  show('position');
  expect(screen.getByRole('link', { name: 'Our manifesto, section 2: What a street owes' })).toHaveAttribute(
    'href',
    '/manifesto/#what-a-street-owes',
  );
});

test('a position names the positions related to it', () => {
  show('position', { body: [] });
  expect(screen.getByRole('link', { name: 'Position 2: The bus runs until the last shift ends' })).toBeVisible();
});

test('a position shows what was done and said about it, and leads to the next one', () => {
  show('position', { body: [], related_positions: [] });
  expect(screen.getByRole('heading', { name: 'What we did about it' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Who counts the empty flats?' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'Next The bus runs until the last shift ends' })).toHaveAttribute(
    'href',
    '/positions/buses/',
  );
});

test('a manifesto shows the articles that answer it', () => {
  show('manifesto');
  expect(screen.getByRole('heading', { name: 'Answers to this manifesto' })).toBeVisible();
});

test('what an editor chose twice is shown, and stops nothing else from being shown', () => {
  const [first] = pages.position.follows_from;
  show('position', {
    body: pages.position.body.flatMap((block) => [block, block]),
    related_positions: [...pages.position.related_positions, ...pages.position.related_positions],
    follows_from: first ? [first, first] : [],
  });
  expect(screen.getAllByRole('link', { name: /section 2/ })).toHaveLength(2);
});

test('past activities stand under the year they began in', () => {
  show('activity_index');
  const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
  expect(headings).toEqual(['Coming up', '2026', '2025']);
});

test('an empty programme says so', () => {
  show('activity_index', { upcoming: [] });
  expect(screen.getByText('Nothing is planned at the moment.')).toBeVisible();
});

test('an activity says when it is, in its own time zone, and where', () => {
  show('activity_report');
  expect(screen.getByText(/20 June 2026, 14:00/)).toBeVisible();
  expect(screen.getByText(/Station Square 1/)).toBeVisible();
});

test('an activity says whether it is announced or reported on', () => {
  show('activity_report', { phase: 'announcement' });
  expect(screen.getByText('Practical · announcement')).toBeVisible();
});

test('an article names what it answers and what answers it', () => {
  show('article');
  expect(screen.getByRole('link', { name: 'A home is not an investment' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'A register is a beginning' })).toBeVisible();
});

test('the contact page lets the key be copied as it is', async () => {
  const user = userEvent.setup();
  show('contact');
  await user.click(screen.getByRole('button', { name: 'Copy the OpenPGP key' }));
  expect(await navigator.clipboard.readText()).toBe(pages.contact.openpgp_key);
  expect(screen.getByText('Copied.')).toHaveRole('status');
});

test('a contact page without a key has no place for one', () => {
  show('contact', { openpgp_key: null });
  expect(screen.queryByRole('region', { name: 'OpenPGP key' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Copy the OpenPGP key' })).toBeNull();
});

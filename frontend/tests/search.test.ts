/** The search shows what was found while somebody types, and keeps it when the next answer does not come. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Finding } from '#lib/api/searching.ts';
import type { Inquiry } from '#lib/inquiry.ts';
import Search from '#lib/pages/Search.svelte';
import { violations } from './accessibility.ts';
import { navigation, site } from './fixtures/frame.ts';
import { hits, homes, nothing } from './fixtures/search.ts';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const empty: Finding = {
  ...homes,
  found: { meta: { total_count: 0 }, items: [], counts: { types: [], tags: [] } },
};

function show(finding: Finding, others = site.languages.slice(1)) {
  const asked: Inquiry[] = [];
  const look = (inquiry: Inquiry) => asked.push(inquiry);
  const props = { finding, path: '/search/', menu: navigation.main, others, look };
  return { asked, ...render(Search, { props }) };
}

const field = () => screen.getByRole('searchbox');
const titles = () => screen.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent);

describe('typing', () => {
  test('asks once for what stands there when the typing stops', async () => {
    vi.useFakeTimers();
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
    const { asked } = show(nothing);
    await user.type(field(), 'ho');
    await user.type(field(), 'me ');
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([{ ...nothing.inquiry, words: 'home' }]);
  });

  test('asks nothing for a single letter, unless that is sent off', async () => {
    vi.useFakeTimers();
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
    const { asked } = show(nothing);
    await user.type(field(), 'h');
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([]);
    await user.keyboard('{Enter}');
    expect(asked.map(({ words }) => words)).toEqual(['h']);
  });

  test('keeps the filters, and begins at the first part again', async () => {
    const { asked } = show({ ...homes, inquiry: { words: 'home', kind: 'article', tag: 'damp', parts: 3 } });
    await userEvent.type(field(), 's{Enter}');
    expect(asked).toEqual([{ words: 'homes', kind: 'article', tag: 'damp', parts: 1 }]);
  });

  test('asks for nothing more once a page has been opened', async () => {
    vi.useFakeTimers();
    const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime.bind(vi) });
    const { asked } = show(homes);
    await user.type(field(), 's');
    const [first] = screen.getAllByRole('heading', { level: 3 });
    await user.click(within(first as HTMLElement).getByRole('link'));
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toEqual([]);
  });
});

describe('what was found', () => {
  test('is shown with its kind, its date, and the words set off', async () => {
    const { container } = show(homes);
    expect(titles()).toEqual(hits.map(({ page }) => page.title));
    expect(screen.getByText('Activity')).toHaveTextContent('Activity20 Jun 2026');
    expect([...container.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(['home', 'home']);
    expect(await violations(container)).toEqual([]);
  });

  test('is told aloud once it has settled, not with each answer', async () => {
    vi.useFakeTimers();
    const { rerender } = show(homes);
    const status = screen.getByRole('status');
    await vi.advanceTimersByTimeAsync(500);
    await rerender({ finding: empty });
    await vi.advanceTimersByTimeAsync(500);
    expect(status).toHaveTextContent('');
    await vi.advanceTimersByTimeAsync(500);
    expect(status).toHaveTextContent('Nothing for “home”');
  });

  test('can be narrowed to a kind or a tag, with how many pages that leaves', () => {
    show(homes);
    const kinds = within(screen.getByRole('list', { name: 'Kind' })).getAllByRole('link');
    expect(kinds.map(({ textContent }) => textContent)).toEqual(['Activities 30', 'Articles 8', 'Other pages 3']);
    expect(kinds[1]).toHaveAttribute('href', '/search/?q=home&kind=article');
    expect(screen.getByRole('link', { name: 'Housing 5' })).toHaveAttribute('href', '/search/?q=home&tag=housing');
  });

  test('can be widened again, even where other words leave a filter nothing', () => {
    show({ ...homes, inquiry: { words: 'home', kind: 'manifesto', tag: 'rents', parts: 2 } });
    const chosen = screen.getByRole('link', { name: 'Manifesto 0' });
    expect(chosen).toHaveAttribute('aria-current', 'true');
    expect(chosen).toHaveAttribute('href', '/search/?q=home&tag=rents');
    expect(screen.getByRole('link', { name: 'rents 0' })).toHaveAttribute('href', '/search/?q=home&kind=manifesto');
  });

  test('goes on part by part, and after the last one says how to find less', async () => {
    const { rerender } = show(homes);
    expect(screen.getByRole('link', { name: 'More results' })).toHaveAttribute('href', '/search/?q=home&parts=2');
    await rerender({ finding: { ...homes, inquiry: { ...homes.inquiry, parts: 5 } } });
    expect(screen.queryByRole('link', { name: 'More results' })).toBeNull();
    expect(screen.getByText(/These are the first 2\./)).toBeVisible();
  });

  test('is travelled by arrow keys, and left by Escape', async () => {
    show(homes);
    const links = [...hits.map(({ page }) => page.title), 'More results'].map((name) =>
      screen.getByRole('link', { name }),
    );
    field().focus();
    const expected: [key: string, stop: HTMLElement | undefined][] = [
      ['ArrowDown', links[0]],
      ['ArrowUp', field()],
      ['ArrowDown', links[0]],
      ['ArrowDown', links[1]],
      ['ArrowDown', links[2]],
      ['ArrowDown', links[2]],
      ['Home', links[0]],
      ['End', links[2]],
      ['Escape', field()],
    ];
    for (const [key, stop] of expected) {
      await userEvent.keyboard(`{${key}}`);
      expect(stop, key).toHaveFocus();
    }
  });

  test('leaves Home, End and Escape to the field while that has focus', async () => {
    show(homes);
    const taken = vi.fn();
    document.addEventListener('keydown', (event) => taken(event.defaultPrevented), { once: true });
    field().focus();
    await userEvent.keyboard('{End}');
    expect(taken).toHaveBeenCalledWith(false);
    expect(field()).toHaveFocus();
  });
});

describe('nothing found', () => {
  test('offers each word, other languages and the menu', async () => {
    const { container } = show({ ...empty, inquiry: { ...homes.inquiry, words: 'home zeppelin' } });
    expect(screen.getByRole('heading', { level: 2 })).toHaveTextContent('Nothing for “home zeppelin”');
    expect(screen.getByRole('link', { name: 'zeppelin' })).toHaveAttribute('href', '/search/?q=zeppelin');
    expect(screen.getByRole('link', { name: 'Deutsch' })).toHaveAttribute('href', '/de/search/?q=home+zeppelin');
    expect(screen.getByRole('link', { name: 'Debate' })).toHaveAttribute('href', '/debate/');
    expect(await violations(container)).toEqual([]);
  });

  test('with a filter offers the same without it', () => {
    show({ ...empty, inquiry: { ...homes.inquiry, kind: 'article' } });
    expect(screen.getByRole('link', { name: 'Search without filter' })).toHaveAttribute('href', '/search/?q=home');
  });

  test('is not said of words that the search refuses', () => {
    show({ ...empty, found: null, isRefused: true });
    expect(
      screen.getByText(/asks for something that the list does not know/, { ignore: '[role=status]' }),
    ).toBeVisible();
    expect(screen.queryByText(/^Nothing/)).toBeNull();
  });
});

describe('an answer that does not come', () => {
  const failed: Finding = { ...nothing, inquiry: { ...nothing.inquiry, words: 'homes' }, isFailed: true };

  test('is admitted, and leaves what was found before', async () => {
    const { rerender, container, asked } = show(homes);
    await rerender({ finding: failed });
    expect(screen.getByText(/gives no answer/, { ignore: '[role=status]' })).toHaveTextContent(
      'Below is what was found for “home”.',
    );
    expect(titles()).toHaveLength(2);
    expect(await violations(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(asked).toEqual([failed.inquiry]);
    await rerender({ finding: empty });
    expect(screen.queryByText(/gives no answer/, { ignore: '[role=status]' })).toBeNull();
    expect(screen.queryByRole('heading', { level: 3 })).toBeNull();
  });

  test('is put down to the connection where there is none', async () => {
    const { rerender } = show(failed);
    await rerender({ isOffline: true });
    expect(screen.getByText(/There is no connection/, { ignore: '[role=status]' })).toBeVisible();
    expect(screen.queryByText(/Below is/)).toBeNull();
  });
});

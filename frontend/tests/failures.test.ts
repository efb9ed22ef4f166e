/** "There is no such page" and "we cannot reach it" look different, and say what can be done. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import Offline from '#lib/components/Offline.svelte';
import Waiting from '#lib/components/Waiting.svelte';
import NotFound from '#lib/pages/NotFound.svelte';
import Outage from '#lib/pages/Outage.svelte';
import { violations } from './accessibility.ts';
import { navigation } from './fixtures/frame.ts';
import { position, secondPosition } from './fixtures/parts.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('a missing page names the address and leads home', async () => {
  const { container } = render(NotFound, { props: { path: '/nowhere/', menu: navigation.main } });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('No such page');
  expect(screen.getByText('/nowhere/')).toBeVisible();
  expect(screen.getByRole('link', { name: 'the front page' })).toHaveAttribute('href', '/');
  expect(await violations(container)).toEqual([]);
});

test('a missing page offers a search for its words, and what is near', async () => {
  const near = [position, secondPosition];
  const { container } = render(NotFound, { props: { path: '/homes-x/', menu: [], words: 'homes x', near } });
  expect(screen.getByRole('searchbox', { name: 'Search this site' })).toHaveValue('homes x');
  expect(screen.getByRole('search')).toHaveAttribute('action', '/search/');
  expect(screen.getByRole('heading', { name: 'Perhaps you meant' })).toBeVisible();
  expect(screen.getByRole('link', { name: position.title })).toHaveAttribute('href', position.path);
  expect(await violations(container)).toEqual([]);
});

test('an outage does not claim that the page is missing', async () => {
  const { container } = render(Outage, { props: { retry: () => Promise.resolve() } });
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('We can’t reach this page right now');
  expect(screen.queryByText(/no such page/i)).toBeNull();
  expect(await violations(container)).toEqual([]);
});

test('without a connection, the reader is told that it is theirs', () => {
  render(Outage, { props: { retry: () => Promise.resolve(), isOffline: true } });
  expect(screen.getByText(/You seem to be offline/)).toBeVisible();
});

test('a page that is slow to come is announced once it takes long, and not before', async () => {
  vi.useFakeTimers();
  const { rerender } = render(Waiting, { props: { isWaiting: true } });
  await vi.advanceTimersByTimeAsync(3_999);
  expect(screen.getByRole('status').textContent).toBe('');
  await vi.advanceTimersByTimeAsync(1);
  expect(screen.getByRole('status')).toHaveTextContent('The page is slow to come.');
  await rerender({ isWaiting: false });
  expect(screen.getByRole('status').textContent).toBe('');
});

test('offline, the reader hears that the page stays, and which one could not be had', async () => {
  const { rerender } = render(Offline, { props: { isOffline: false, isMissed: false } });
  expect(screen.getByRole('status').textContent).toBe('');
  await rerender({ isOffline: true, isMissed: false });
  expect(screen.getByRole('status')).toHaveTextContent('There is no connection. What you see can still be read.');
  await rerender({ isOffline: true, isMissed: true });
  expect(screen.getByRole('status')).toHaveTextContent('that page could not be fetched');
});

test('an outage can be tried again, one try at a time', async () => {
  let tries = 0;
  let settle: () => void = () => undefined;
  const retry = () => {
    tries += 1;
    return new Promise<void>((resolve) => (settle = resolve));
  };
  render(Outage, { props: { retry } });
  const button = screen.getByRole('button', { name: 'Try again' });
  await userEvent.click(button);
  await userEvent.click(button);
  expect(tries).toBe(1);
  settle();
  expect(await screen.findByText(/Still no answer/)).toBeVisible();
  expect(button).toHaveFocus();
});

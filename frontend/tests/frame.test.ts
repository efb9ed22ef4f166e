/** What surrounds the pages: masthead, breadcrumbs, footer, and the document's head. */
import { render, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import Breadcrumbs from '#lib/components/Breadcrumbs.svelte';
import Footer from '#lib/components/Footer.svelte';
import Head from '#lib/components/Head.svelte';
import Languages from '#lib/components/Languages.svelte';
import Masthead from '#lib/components/Masthead.svelte';
import { LOCALE } from '#lib/locale.ts';
import { violations } from './accessibility.ts';
import { navigation, site } from './fixtures/frame.ts';
import { pages } from './fixtures/pages.ts';

afterEach(() => {
  document.head.innerHTML = '';
});

/** Components' own styles are not part of these tests: on a wide screen they show the menu, popover or not. */
function widenScreen() {
  document.head.innerHTML = '<style>nav[popover] { display: block }</style>';
}

test('the menu marks the page and the part of the site that the reader is in', async () => {
  widenScreen();
  const { container, rerender } = render(Masthead, { props: { site, menu: navigation.main, path: '/positions/' } });
  const item = screen.getByRole('link', { name: 'Positions' });
  expect(item).toHaveAttribute('aria-current', 'page');
  await rerender({ path: '/positions/homes/' });
  expect(item).toHaveAttribute('aria-current', 'true');
  expect(screen.getByRole('link', { name: 'Debate' })).not.toHaveAttribute('aria-current');
  expect(await violations(container)).toEqual([]);
});

test('on a narrow screen a button opens and closes the menu without a script', () => {
  render(Masthead, { props: { site, menu: navigation.main, path: '/' } });
  const opener = screen.getByRole('button', { name: 'Menu' });
  const menu = document.getElementById(opener.getAttribute('popovertarget') ?? '');
  expect(menu).toHaveAttribute('popover');
  const closer = menu?.querySelector('button');
  expect(closer).toHaveTextContent('Close');
  expect(closer).toHaveAttribute('popovertarget', menu?.id);
  expect(closer).toHaveAttribute('popovertargetaction', 'hide');
});

test('a page leads to itself in another language, or where it has no translation to the front page', async () => {
  const languages = site.languages;
  const alternates = [{ locale: 'de', path: '/de/positionen/', url: 'https://circle.example/de/positionen/' }];
  const { container, rerender } = render(Languages, { props: { languages, alternates } });
  const german = screen.getByRole('link', { name: 'Deutsch' });
  expect(german).toHaveAttribute('href', '/de/positionen/');
  expect(german).toHaveAttribute('lang', 'de');
  expect(screen.getByRole('link', { name: 'English' })).toHaveAttribute('aria-current', 'true');
  await rerender({ alternates: [] });
  expect(german).toHaveAttribute('href', '/de/');
  expect(await violations(container)).toEqual([]);
});

test('a site in one language offers no choice of languages', () => {
  render(Languages, { props: { languages: site.languages.slice(0, 1), alternates: [] } });
  expect(screen.queryByRole('list')).toBeNull();
});

test('the name of the site leads to the front page in the language of the page', () => {
  render(Masthead, { props: { site: { ...site, locale: 'de' }, menu: [], path: '/de/' } });
  expect(screen.getByRole('link', { name: site.name })).toHaveAttribute('href', '/de/');
  expect(screen.getByRole('link', { name: site.name })).toHaveAttribute('aria-current', 'page');
});

test('a masthead without a site still leads to the front page', () => {
  render(Masthead, { props: { site: null, menu: [], path: '/x/' } });
  expect(screen.getByRole('link', { name: 'Front page' })).toHaveAttribute('href', '/');
});

test('breadcrumbs lead from the front page down', () => {
  render(Breadcrumbs, { props: { trail: pages.position.meta.breadcrumbs } });
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/', '/positions/']);
});

test('a page just below the front page has no breadcrumbs, since the name of the site leads there', () => {
  render(Breadcrumbs, { props: { trail: pages.position_index.meta.breadcrumbs } });
  expect(screen.queryByRole('navigation')).toBeNull();
});

test('the footer leads to the feed and the calendar', () => {
  render(Footer, { props: { site, menu: [] } });
  expect(screen.getByRole('link', { name: 'News feed' })).toHaveAttribute('href', '/feed.xml');
  expect(screen.getByRole('link', { name: 'Calendar of activities' })).toHaveAttribute('href', '/activities.ics');
});

test('the footer gives the address', async () => {
  const { container } = render(Footer, { props: { site, menu: navigation.footer } });
  expect(screen.getByRole('link', { name: site.email })).toHaveAttribute('href', `mailto:${site.email}`);
  expect(await violations(container)).toEqual([]);
});

test('the head that came with the document is changed, not doubled', () => {
  document.head.innerHTML =
    '<title>Before</title><meta name="description" content="before"><link rel="canonical" href="/before/">';
  render(Head, {
    props: { title: 'After', description: 'after', canonical: 'https://x.example/after/' },
  });
  expect(document.title).toBe('After');
  expect(document.querySelectorAll('title, meta[name="description"], link[rel="canonical"]')).toHaveLength(3);
  expect(document.querySelector('meta[name="description"]')).toHaveAttribute('content', 'after');
  expect(document.querySelector('link[rel="canonical"]')).toHaveAttribute('href', 'https://x.example/after/');
});

test('what the server said of one page to programs is gone on the next', () => {
  document.head.innerHTML =
    '<meta property="og:url" content="https://x.example/before/"><meta property="og:title" content="Before">' +
    '<link rel="alternate" hreflang="de" href="/de/before/"><script type="application/ld+json">{}</script>';
  render(Head, { props: { title: 'Before', canonical: 'https://x.example/before/' } });
  expect(document.querySelectorAll('meta[property], link[hreflang], script')).toHaveLength(4);
  render(Head, { props: { title: 'After', canonical: 'https://x.example/after/' } });
  expect(document.querySelectorAll('meta[property], link[hreflang], script')).toHaveLength(0);
});

test.each([
  ['de-AT', 'ltr'],
  ['ar', 'rtl'],
])('the document follows a page in %s, written %s', (locale, direction) => {
  render(Head, { props: { title: 'A page' }, context: new Map([[LOCALE, () => locale]]) });
  expect(document.documentElement).toHaveAttribute('lang', locale);
  expect(document.documentElement).toHaveAttribute('dir', direction);
});

test('an error page is not passed off as the page before it', () => {
  document.head.innerHTML = '<meta name="description" content="before"><link rel="canonical" href="/before/">';
  render(Head, { props: { title: 'No such page' } });
  expect(document.querySelector('meta[name="description"], link[rel="canonical"]')).toBeNull();
});

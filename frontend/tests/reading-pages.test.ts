/** The pages with long lists and long texts: what readers can pick out, take along and follow. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Programme } from '#lib/api/programme.ts';
import type { ActivityReportCard } from '#lib/api/types.ts';
import AnyPage from '#lib/pages/AnyPage.svelte';
import { loadView, type Beyond } from '#lib/pages/index.ts';
import { EVERYTHING } from '#lib/selection.ts';
import { violations } from './accessibility.ts';
import { pages } from './fixtures/pages.ts';
import { announcement, answer, article, image, report } from './fixtures/parts.ts';

beforeAll(() => Promise.all(Object.values(pages).map(({ type }) => loadView(type))));

function show<T extends keyof typeof pages>(
  type: T,
  changes: Partial<(typeof pages)[T]> = {},
  beyond: Partial<Beyond> = {},
) {
  return render(AnyPage, { props: { type, page: { ...pages[type], ...changes }, ...beyond } });
}

function programme(changes: Partial<Programme>): { programme: Programme } {
  const nothing = { selection: EVERYTHING, isRefused: false, upcoming: [], past: [], total: 0, cursor: null };
  return { programme: { ...nothing, ...changes } };
}

describe('the manifesto', () => {
  test('says how long it takes to read', () => {
    show('manifesto');
    expect(screen.getByText(/· 1 minute to read$/)).toBeVisible();
  });

  test('lets a paragraph be taken along, and says so', async () => {
    const user = userEvent.setup();
    show('manifesto');
    await user.click(screen.getByRole('link', { name: '2.3' }));
    expect(await navigator.clipboard.readText()).toBe(
      `${pages.manifesto.title}, section 2, paragraph 3\n${location.origin}/#2.3`,
    );
    expect(screen.getByRole('status')).toHaveTextContent('Copied: Our manifesto, section 2, paragraph 3, with a link.');
  });

  test('lets a section be taken along', async () => {
    const user = userEvent.setup();
    show('manifesto');
    await user.click(screen.getByRole('link', { name: '2' }));
    expect(await navigator.clipboard.readText()).toBe(
      `${pages.manifesto.title}, section 2\n${location.origin}/#what-a-street-owes`,
    );
  });

  test('says where the link is when nothing may be copied', async () => {
    const user = userEvent.setup();
    show('manifesto');
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    await user.click(screen.getByRole('link', { name: '2.3' }));
    expect(screen.getByRole('status')).toHaveTextContent(/address bar/);
  });

  test('ends with what it comes to, as statements', () => {
    show('manifesto');
    const points = screen.getByRole('heading', { name: 'Points of agreement' }).closest('section');
    expect(points).toHaveTextContent(pages.manifesto.positions[0]?.summary ?? 'missing');
  });
});

describe('a position', () => {
  test('says in words that nothing was done and said about it', () => {
    show('position', { activities: [], articles: [], body: [] });
    expect(screen.getByText('Nothing has been done about it yet.')).toBeVisible();
    expect(screen.getByText('Nobody has written about it yet.')).toBeVisible();
  });
});

describe('the activities', () => {
  test('can be narrowed by links that keep what was chosen before', () => {
    show('activity_index', {}, programme({ selection: { ...EVERYTHING, tag: 'housing' } }));
    expect(screen.getByRole('link', { name: 'Practical 2' })).toHaveAttribute(
      'href',
      '/activities/?kind=practical&tag=housing',
    );
  });

  test('a filter that is chosen is marked, and pressing it again takes it away', () => {
    show('activity_index', {}, programme({ selection: { ...EVERYTHING, tag: 'housing', kind: 'practical' } }));
    const chosen = screen.getByRole('link', { name: /^Housing/ });
    expect(chosen).toHaveAttribute('aria-current', 'true');
    expect(chosen).toHaveAttribute('href', '/activities/?kind=practical');
  });

  test('a result is counted aloud, and shown instead of everything', () => {
    const found = programme({ selection: { ...EVERYTHING, kind: 'practical' }, past: [report], total: 1 });
    show('activity_index', {}, found);
    expect(screen.getByRole('status')).toHaveTextContent('1 activity found. Show all');
    expect(screen.queryByText(announcement.title)).toBeNull();
  });

  test('a filter that is not known is said in one sentence', () => {
    const unknown = programme({ selection: { ...EVERYTHING, kind: 'x' }, isRefused: true });
    show('activity_index', {}, unknown);
    expect(screen.getByRole('status')).toHaveTextContent(/asks for something that the list does not know/);
    expect(screen.getByRole('link', { name: 'Show all' })).toHaveAttribute('href', '/activities/');
  });

  test('very many tags are folded away, but never a chosen one', () => {
    const tags = Array.from({ length: 40 }, (_, index) => ({
      name: `Tag ${index}`,
      slug: `tag-${index}`,
      activities: 40 - index,
    }));
    const chosen = programme({ selection: { ...EVERYTHING, tag: 'tag-39' } });
    const { container } = show('activity_index', { filters: { ...pages.activity_index.filters, tags } }, chosen);
    expect(container.querySelectorAll('.more a')).toHaveLength(27);
    expect(container.querySelector('.more')).not.toHaveTextContent('Tag 39');
  });

  test('a month is a table with ways to the months beside it', async () => {
    const selection = { ...EVERYTHING, month: '2027-03', tag: 'housing' };
    const { container } = show('activity_index', {}, programme({ selection, upcoming: [announcement], total: 1 }));
    const table = screen.getByRole('table', { name: 'March 2027' });
    expect(within(table).getByRole('link', { name: '18:30 Soup and statutes' })).toHaveAttribute(
      'href',
      announcement.path,
    );
    expect(screen.getByRole('link', { name: 'April 2027' })).toHaveAttribute(
      'href',
      '/activities/?tag=housing&month=2027-04',
    );
    expect(await violations(container)).toEqual([]);
  });

  test('of several days stand on each of them', () => {
    const camp = { ...announcement, ends_at: '2027-03-16T12:00:00+01:00' };
    const selection = { ...EVERYTHING, month: '2027-03' };
    show('activity_index', {}, programme({ selection, upcoming: [camp], total: 1 }));
    expect(within(screen.getByRole('table')).getAllByRole('link')).toHaveLength(3);
  });

  test('further back are a link away', () => {
    show('activity_index', { past_cursor: 'abc' });
    expect(screen.getByRole('link', { name: 'Earlier activities' })).toHaveAttribute('href', '/activities/?cursor=abc');
  });

  test('that nobody has planned yet offer no month and no filter', () => {
    show('activity_index', { upcoming: [], past: [] });
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.getByText('Nothing is planned at the moment.')).toBeVisible();
  });
});

describe('an activity', () => {
  const photos = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ image, caption: `Number ${index + 1}` }));

  test('to come can be put into a calendar', () => {
    show('activity_report', { phase: 'announcement' });
    expect(screen.getByRole('link', { name: 'Add to calendar' })).toHaveAttribute(
      'href',
      '/activities/forty-chairs.ics',
    );
  });

  test('that is over offers no entry for a calendar', () => {
    show('activity_report');
    expect(screen.queryByRole('link', { name: 'Add to calendar' })).toBeNull();
  });

  test('leads from a tag to all that carry it', () => {
    show('activity_report');
    expect(screen.getByRole('link', { name: 'Housing' })).toHaveAttribute('href', '/activities/?tag=housing');
  });

  test.each([0, 1, 30])('shows %i pictures, each of which leads to its file', (count) => {
    show('activity_report', { photos: photos(count), body: [] });
    const links = screen.queryAllByRole('link', { name: /^Enlarge:/ });
    expect(links.map((link) => link.getAttribute('href'))).toEqual(Array(count).fill(image.src));
    expect(screen.queryAllByRole('heading', { name: 'Photos' })).toHaveLength(count > 1 ? 1 : 0);
  });
});

describe('the debate', () => {
  test('shows answers below what they answer', () => {
    show('debate_index', { articles: [answer, article] });
    const exchange = screen.getByRole('heading', { level: 2, name: article.title }).closest('section');
    expect(within(exchange as HTMLElement).getByRole('heading', { level: 3, name: answer.title })).toBeVisible();
    expect(exchange).toHaveTextContent('1 answer');
  });

  test('says in words that an article is not answered', () => {
    show('debate_index', { articles: [article] });
    expect(screen.getByText('Nobody has answered yet.')).toBeVisible();
  });

  test('goes on further back', () => {
    show('debate_index', { cursor: 'abc' }, { older: { articles: [answer], cursor: 'def' } });
    expect(screen.getByRole('link', { name: 'Earlier articles' })).toHaveAttribute('href', '/debate/?cursor=def');
    expect(screen.queryByRole('heading', { name: article.title })).toBeNull();
  });
});

describe('an article', () => {
  test('is marked in the exchange, and what began it is named', async () => {
    const { responds_to } = answer;
    const exchange = [
      { article, depth: 0 },
      { article: answer, depth: 1 },
    ];
    const { container } = show('article', { id: answer.id, title: answer.title, responds_to, responses: [], exchange });
    expect(container.querySelector('[aria-current=page]')).toHaveTextContent(answer.title);
    expect(screen.getByText(/It began with/)).toHaveTextContent(article.responds_to?.title ?? 'missing');
    expect(await violations(container)).toEqual([]);
  });

  test('that stands alone has no exchange', () => {
    show('article', { exchange: [{ article, depth: 0 }], responses: [] });
    expect(screen.queryByRole('heading', { name: 'The exchange' })).toBeNull();
  });
});

test('a long title in one word does not stop a page from being drawn', () => {
  const title = 'Betriebskostenabrechnungsüberprüfungsarbeitsgemeinschaft';
  const long: ActivityReportCard = { ...report, title };
  show('activity_index', { past: [long] });
  expect(screen.getByRole('link', { name: title })).toBeVisible();
});

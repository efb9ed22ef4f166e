/** A preview knows where a page shows each field, and believes nobody but the admin's window. */
import { render } from '@testing-library/svelte';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import AnyPage from '#lib/pages/AnyPage.svelte';
import { loadView } from '#lib/pages/index.ts';
import { listen, type Heard } from '#lib/preview/desk.ts';
import { markBlocks, markedBlocks, opening } from '#lib/preview/marks.ts';
import { partOf, PLACES } from '#lib/preview/places.ts';
import { blocks } from './fixtures/blocks.ts';
import { pages } from './fixtures/pages.ts';

type Type = keyof typeof pages;

beforeAll(async () => {
  await Promise.all(Object.values(pages).map(({ type }) => loadView(type)));
});

describe.each(Object.keys(pages) as Type[])('the page %s', (type) => {
  test.each(Object.entries(PLACES[type] as Record<string, string>))('shows %s at %s', (_, selector) => {
    render(AnyPage, { props: { type, page: pages[type] } });
    expect(document.querySelector(selector)).not.toBeNull();
  });
});

describe('blocks', () => {
  beforeAll(() => {
    markBlocks();
  });

  const body = Object.values(blocks).map((block, index) => ({ ...block, id: `block-${index}` }));

  function shown(changes: Partial<(typeof pages)['standard']>) {
    return render(AnyPage, { props: { type: 'standard', page: { ...pages.standard, ...changes } } });
  }

  test('are found by their ids', () => {
    const { container } = shown({ body });
    const found = markedBlocks(container);
    expect([...found.keys()]).toEqual(body.map(({ id }) => id));
    const elements = [...container.querySelectorAll('.body > *')];
    expect([...found.values()].flat()).toEqual(elements);
  });

  test('that show nothing are at hand, and have no element', () => {
    const { container } = shown({ body: [{ type: 'image', id: 'empty', image: null, caption: '' }] });
    expect(markedBlocks(container).get('empty')).toEqual([]);
  });

  test('are found again when they have changed places', async () => {
    const { container, rerender } = shown({ body });
    const before = markedBlocks(container);
    const text = (elements?: HTMLElement[]) => elements?.map((element) => element.textContent).join();
    const texts = new Map([...before].map(([id, elements]) => [id, text(elements)]));
    await rerender({ type: 'standard', page: { ...pages.standard, body: body.toReversed() } });
    const after = markedBlocks(container);
    expect([...after.keys()]).toEqual(body.map(({ id }) => id).toReversed());
    for (const [id, elements] of after) expect(text(elements)).toBe(texts.get(id));
  });

  test.each(['--><script>alert(1)</script>', 'a b', ''])('with the id "%s" leave no mark', (id) => {
    expect(opening(id)).toBe('');
  });
});

test.each([
  ['body.a.caption', 'body.a'],
  ['body.a', 'body.a'],
  ['summary', 'summary'],
])('what is written at "%s" is shown at %s', (path, part) => {
  expect(partOf(path)).toBe(part);
});

describe('the frame', () => {
  const heard: Heard[] = [];
  const admin = { postMessage: vi.fn() } as unknown as Window;

  beforeAll(() => {
    vi.stubGlobal('parent', admin);
    document.head.innerHTML = '<meta name="admin" content="https://desk.example">';
    listen((message) => heard.push(message));
  });

  function send(origin: string, source: unknown, data: unknown = { broadside: 'hello' }): Heard[] {
    heard.length = 0;
    const event = new MessageEvent('message', { origin, data });
    Object.defineProperty(event, 'source', { value: source });
    dispatchEvent(event);
    return heard;
  }

  test('hears the admin', () => {
    expect(send('https://desk.example', admin)).toHaveLength(1);
  });

  test.each(['https://desk.example.org', 'http://desk.example', 'https://evil.example', 'null', ''])(
    'does not hear the origin "%s"',
    (origin) => {
      expect(send(origin, admin)).toEqual([]);
    },
  );

  test('does not hear another window of the same origin', () => {
    expect(send('https://desk.example', window)).toEqual([]);
    expect(send('https://desk.example', null)).toEqual([]);
  });

  test('does not hear what is not meant for it', () => {
    expect(send('https://desk.example', admin, { wagtail: { type: 'w-preview:set-scale' } })).toEqual([]);
    expect(send('https://desk.example', admin, null)).toEqual([]);
  });
});

/** A selection is asked of the API in as few questions as it takes, and a refusal is no outage. */
import { afterEach, expect, test } from 'vitest';
import { createApi } from '#lib/api/api.ts';
import { loadOlderArticles, loadProgramme } from '#lib/api/programme.ts';
import { State } from '#lib/api/state.ts';
import { EVERYTHING } from '#lib/selection.ts';
import { announcement, answer, report } from './fixtures/parts.ts';
import { serve, type Answer, type TestServer } from './server.ts';

let server: TestServer;
afterEach(() => server.close());

function part(items: unknown[], next_cursor: string | null = null): Answer {
  return { status: 200, body: JSON.stringify({ meta: { total_count: items.length, next_cursor }, items }) };
}

async function ask(selection: Partial<typeof EVERYTHING>, answerTo: (url: string) => Answer) {
  server = await serve(({ url }) => answerTo(url ?? ''));
  return loadProgramme(createApi(server.fetch, new State()), { ...EVERYTHING, ...selection }, 'de');
}

test('nothing in particular asks nothing', async () => {
  expect(await ask({}, () => part([]))).toBeNull();
  expect(server.asked).toEqual([]);
});

test('filters ask for what is coming and what has been', async () => {
  const programme = await ask({ tag: 'housing' }, (url) =>
    url.includes('upcoming') ? part([announcement]) : part([report], 'further'),
  );
  expect(server.asked.sort()).toEqual([
    '/api/v1/activities/?tag=housing&locale=de&when=past&limit=100',
    '/api/v1/activities/?tag=housing&locale=de&when=upcoming&order=starts_at&limit=100',
  ]);
  expect(programme).toMatchObject({ upcoming: [announcement], past: [report], total: 2, cursor: 'further' });
});

test('a month asks for its days', async () => {
  const programme = await ask({ month: '2028-02', kind: 'practical' }, () => part([report]));
  expect(server.asked).toEqual([
    '/api/v1/activities/?kind=practical&locale=de&from=2028-02-01&to=2028-02-29&order=starts_at&limit=100',
  ]);
  expect(programme).toMatchObject({ upcoming: [report], total: 1, isRefused: false });
});

test('what lies further back asks for nothing that is coming', async () => {
  await ask({ cursor: 'abc' }, () => part([report]));
  expect(server.asked).toEqual(['/api/v1/activities/?locale=de&when=past&limit=100&cursor=abc']);
});

test('what is no month asks nothing and is refused', async () => {
  expect(await ask({ month: 'soon' }, () => part([]))).toMatchObject({ isRefused: true });
  expect(server.asked).toEqual([]);
});

test('a filter that the API does not know is refused', async () => {
  expect(await ask({ kind: 'x' }, () => ({ status: 400, body: '{}' }))).toMatchObject({ isRefused: true, total: 0 });
});

test('an API that fails is an outage', async () => {
  await expect(ask({ kind: 'x' }, () => ({ status: 500, body: '{}' }))).rejects.toMatchObject({ status: 503 });
});

test('articles further back are asked for by their cursor', async () => {
  server = await serve(() => part([answer], 'more'));
  const api = createApi(server.fetch, new State());
  expect(await loadOlderArticles(api, '', 'de')).toBeNull();
  expect(await loadOlderArticles(api, 'abc', 'de')).toEqual({ articles: [answer], cursor: 'more' });
  expect(server.asked).toEqual(['/api/v1/articles/?limit=100&cursor=abc&locale=de']);
});

/** What the routes make of the API's answers: a page, no such page, or an outage. */
import { afterEach, describe, expect, test } from 'vitest';
import { createApi } from '#lib/api/api.ts';
import { loadFrame, nothingKept, resolvePath } from '#lib/api/load.ts';
import { Memory } from '#lib/api/memory.ts';
import { State } from '#lib/api/state.ts';
import { navigation, site } from './fixtures/frame.ts';
import { pages } from './fixtures/pages.ts';
import { serve, type Answer, type TestServer } from './server.ts';

let server: TestServer;
afterEach(() => server.close());

async function apiThatAnswers(answer: Answer, state = new State()) {
  server = await serve(() => answer);
  return createApi(server.fetch, state, new Memory());
}

const found = { status: 200, body: JSON.stringify({ kind: 'page', page: pages.contact }) };

describe('resolving a path', () => {
  test('asks for the path with its slashes', async () => {
    await resolvePath(await apiThatAnswers(found), '/contact/');
    expect(server.asked).toEqual(['/api/v1/resolve/?path=%2Fcontact%2F']);
  });

  test('gives the page that is there', async () => {
    expect(await resolvePath(await apiThatAnswers(found), '/contact/')).toEqual({ kind: 'page', page: pages.contact });
  });

  test('asks the network nothing where the document has the answer', async () => {
    const state = new State({ '/api/v1/resolve/?path=%2F': { status: 200, body: { kind: 'page', page: pages.home } } });
    const resolution = await resolvePath(await apiThatAnswers({ status: 500, body: '' }, state), '/');
    expect(resolution).toEqual({ kind: 'page', page: pages.home });
    expect(server.asked).toEqual([]);
  });

  test.each([400, 404, 410])('is error 404 where the API says %i', async (status) => {
    const api = await apiThatAnswers({ status, body: '{}' });
    await expect(resolvePath(api, '/nowhere/')).rejects.toMatchObject({ status: 404 });
  });

  test('is error 410 where a page is gone for good', async () => {
    const api = await apiThatAnswers({ status: 200, body: '{"kind": "gone"}' });
    await expect(resolvePath(api, '/old/')).rejects.toMatchObject({ status: 410 });
  });

  test.each([429, 500, 502, 503])('is an outage where the API says %i', async (status) => {
    const api = await apiThatAnswers({ status, body: '{}' });
    await expect(resolvePath(api, '/')).rejects.toMatchObject({ status: 503 });
  });

  test('is an outage where the answer is not the JSON it should be', async () => {
    const api = await apiThatAnswers({ status: 200, body: '<html>' });
    await expect(resolvePath(api, '/')).rejects.toMatchObject({ status: 503 });
  });

  test('is an outage where nobody answers', async () => {
    const api = await apiThatAnswers(found);
    await server.close();
    await expect(resolvePath(api, '/')).rejects.toMatchObject({ status: 503 });
  });
});

describe('the frame around the pages', () => {
  const german = { ...site, locale: 'de' };
  const germanNavigation = { ...navigation, footer: [] };
  const answers: Record<string, unknown> = {
    '/api/v1/site/': site,
    '/api/v1/navigation/': navigation,
    '/api/v1/site/?locale=de': german,
    '/api/v1/navigation/?locale=de': germanNavigation,
  };

  async function apiOfTheSite() {
    server = await serve(({ url = '' }) => ({ status: 200, body: JSON.stringify(answers[url]) }));
    return createApi(server.fetch, new State(), new Memory());
  }

  test('has the site and its menus', async () => {
    expect(await loadFrame(await apiOfTheSite(), '/contact/')).toEqual({ site, navigation });
  });

  test.each(['/de/', '/de/kontakt/'])('is in the language of the address at %s', async (path) => {
    expect(await loadFrame(await apiOfTheSite(), path)).toEqual({ site: german, navigation: germanNavigation });
  });

  test('is in the first language where an address only looks like that of another', async () => {
    expect(await loadFrame(await apiOfTheSite(), '/debate/')).toEqual({ site, navigation });
  });

  test('is asked for once in each language', async () => {
    const [api, kept] = [await apiOfTheSite(), nothingKept()];
    for (const path of ['/', '/contact/', '/de/', '/de/kontakt/', '/']) await loadFrame(api, path, kept);
    expect(server.asked.toSorted()).toEqual(Object.keys(answers).toSorted());
  });

  test('is asked for again where it could not be had', async () => {
    const [api, kept] = [await apiThatAnswers({ status: 500, body: '' }), nothingKept()];
    await loadFrame(api, '/', kept);
    await server.close();
    expect(await loadFrame(await apiOfTheSite(), '/', kept)).toEqual({ site, navigation });
  });

  test('stands, empty, during an outage', async () => {
    const frame = await loadFrame(await apiThatAnswers({ status: 500, body: '' }), '/');
    expect(frame).toEqual({ site: null, navigation: null });
  });

  test('stands, empty, where nobody answers', async () => {
    const api = await apiThatAnswers({ status: 200, body: '{}' });
    await server.close();
    expect(await loadFrame(api, '/')).toEqual({ site: null, navigation: null });
  });

  test('keeps the part that it got', async () => {
    server = await serve(({ url }) =>
      url === '/api/v1/site/' ? { status: 200, body: JSON.stringify(site) } : { status: 500, body: '' },
    );
    const api = createApi(server.fetch, new State(), new Memory());
    expect(await loadFrame(api, '/')).toEqual({ site, navigation: null });
  });
});

describe('during an outage', () => {
  const page: Answer = { status: 200, body: JSON.stringify({ kind: 'page', page: pages.home }) };

  test.each([
    ['the API fails', { status: 500, body: '' }],
    ['the API makes no sense', { status: 200, body: '<html>' }],
  ])('a page that was read before is shown again where %s', async (_, failure) => {
    const answers = [page, failure];
    server = await serve(() => answers.shift() ?? failure);
    const api = createApi(server.fetch, new State(), new Memory());
    const first = await resolvePath(api, '/');
    expect(await resolvePath(api, '/')).toEqual(first);
    await expect(resolvePath(api, '/other/')).rejects.toMatchObject({ status: 503 });
  });

  test('a page that was taken away is gone, even if it was read before', async () => {
    const answers = [page, { status: 404, body: '{}' }];
    server = await serve(() => answers.shift() ?? page);
    const api = createApi(server.fetch, new State(), new Memory());
    await resolvePath(api, '/');
    await expect(resolvePath(api, '/')).rejects.toMatchObject({ status: 404 });
  });

  test('the memory keeps what was needed last, and no more than it has room for', () => {
    const memory = new Memory();
    for (let index = 0; index < 60; index += 1) memory.keep(`/${index}/`, index);
    memory.keep('/0/', 0);
    memory.keep('/60/', 60);
    expect([memory.recall('/0/'), memory.recall('/1/'), memory.recall('/60/')]).toEqual([0, undefined, 60]);
  });
});

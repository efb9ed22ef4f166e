/** What the routes make of the API's answers: a page, no such page, or an outage. */
import { afterEach, describe, expect, test } from 'vitest';
import { createApi } from '#lib/api/client.ts';
import { loadFrame, resolvePath } from '#lib/api/load.ts';
import { State } from '#lib/api/state.ts';
import { navigation, site } from './fixtures/frame.ts';
import { pages } from './fixtures/pages.ts';
import { serve, type Answer, type TestServer } from './server.ts';

let server: TestServer;
afterEach(() => server.close());

async function apiThatAnswers(answer: Answer, state = new State()) {
  server = await serve(() => answer);
  return createApi(server.fetch, state);
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
  test('has the site and its menus', async () => {
    server = await serve(({ url }) => ({
      status: 200,
      body: JSON.stringify(url === '/api/v1/site/' ? site : navigation),
    }));
    expect(await loadFrame(createApi(server.fetch, new State()))).toEqual({ site, navigation });
  });

  test('stands, empty, during an outage', async () => {
    expect(await loadFrame(await apiThatAnswers({ status: 500, body: '' }))).toEqual({ site: null, navigation: null });
  });

  test('stands, empty, where nobody answers', async () => {
    const api = await apiThatAnswers({ status: 200, body: '{}' });
    await server.close();
    expect(await loadFrame(api)).toEqual({ site: null, navigation: null });
  });

  test('keeps the part that it got', async () => {
    server = await serve(({ url }) =>
      url === '/api/v1/site/' ? { status: 200, body: JSON.stringify(site) } : { status: 500, body: '' },
    );
    expect(await loadFrame(createApi(server.fetch, new State()))).toEqual({ site, navigation: null });
  });
});

/** The renderer of the build: pages that are drawn at the same time know nothing of each other. */
import type { Server } from '@sveltejs/kit';
import { beforeAll, describe, expect, test } from 'vitest';
import { draw, drawFrom, type Drawn, type Job } from '../renderer/render.ts';
import { navigation, site } from './fixtures/frame.ts';
import { pages } from './fixtures/pages.ts';
import { position } from './fixtures/parts.ts';

let server: Server;
beforeAll(async () => {
  const built = new URL('../build/server/index.js', import.meta.url).href;
  ({ server } = (await import(/* @vite-ignore */ built)) as { server: Server });
  await server.init({ env: {} });
});

/** A job whose page, site and menu all carry its own name. */
function job(name: string): Job {
  const page = { ...pages.standard, title: `Page ${name}`, meta: { ...pages.standard.meta, locale: name } };
  const item = { ...navigation.main[0], label: `Item ${name}` };
  return {
    path: `/${name}/`,
    state: {
      [`/api/v1/resolve/?path=%2F${name}%2F`]: { status: 200, body: { kind: 'page', page } },
      '/api/v1/site/': { status: 200, body: { ...site, name: `Site ${name}`, languages: [] } },
      '/api/v1/navigation/': { status: 200, body: { main: [item], footer: [item] } },
    },
  };
}

/** The page of a job whose state lacks nothing. */
async function drawn(job: Job): Promise<Drawn> {
  const page = await draw(server, job);
  if ('lacking' in page) throw new Error(`The state lacks ${page.lacking}`);
  return page;
}

/** A gate that opens once `count` have come to it. */
function gate(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return () => {
    count -= 1;
    if (count === 0) resolve(undefined);
    return promise;
  };
}

const NAMES = ['es', 'en', 'fr', 'nl', 'pl', 'sv', 'tr', 'cy'];

describe('pages drawn at the same time', () => {
  test('are each what they are when drawn alone', async () => {
    const alone = [];
    for (const name of NAMES) alone.push(await draw(server, job(name)));
    // No page gets its last answer before every other has asked for it as well.
    const everybody = gate(NAMES.length);
    const together = await Promise.all(
      NAMES.map(job).map(({ path, state }) =>
        drawFrom(server, path, async (address) => {
          if (address.includes('/resolve/')) await everybody();
          const entry = state[address];
          return entry && Response.json(entry.body, { status: entry.status });
        }),
      ),
    );
    expect(together).toEqual(alone);
    const bodies = together.map((drawn) => ('html' in drawn ? drawn.html : ''));
    expect(bodies.map((html) => /Page (\w+)<\/h1>/.exec(html)?.[1])).toEqual(NAMES);
    expect(bodies.map((html) => new Set(html.match(/(?<=Site |Item |Page )[a-z]{2}\b/g)).size)).toEqual(
      NAMES.map(() => 1),
    );
  });

  test('lack answers alone', async () => {
    const everybody = gate(2);
    const answers = (name: string, isGood: boolean) =>
      drawFrom(server, `/${name}/`, async (address) => {
        if (address.includes('/resolve/')) await everybody();
        const entry = isGood ? job(name).state[address] : undefined;
        return entry && Response.json(entry.body, { status: entry.status });
      });
    const [bad, good] = await Promise.all([answers('fr', false), answers('en', true)]);
    expect('lacking' in bad && bad.lacking.toSorted()).toEqual(Object.keys(job('fr').state).toSorted());
    expect(good).toEqual(await draw(server, job('en')));
  });
});

describe('a page', () => {
  test.each(Object.values(pages))('of type $type is drawn whole', async (page) => {
    const state = {
      ...job('en').state,
      '/api/v1/resolve/?path=%2Fen%2F': { status: 200, body: { kind: 'page', page } },
    };
    const { html, hydration } = await drawn({ ...job('en'), state });
    expect(html).toMatch(/^<!--\[-->[\s\S]*<h1[\s\S]*<\/footer>[\s\S]*<!--\]-->$/);
    expect(JSON.parse(hydration)).toEqual({
      node_ids: [0, expect.any(Number)],
      data: [null, null],
      form: null,
      error: null,
    });
  });

  test('that a component can not draw is an error, and no word of an outage', async () => {
    const page = { ...pages.standard, meta: { ...pages.standard.meta, seo: undefined } };
    const state = {
      ...job('en').state,
      '/api/v1/resolve/?path=%2Fen%2F': { status: 200, body: { kind: 'page', page } },
    };
    await expect(draw(server, { ...job('en'), state })).rejects.toThrow(TypeError);
  });

  test('of a search asks for what it has to find, and shows it', async () => {
    const frame = Object.fromEntries(
      Object.entries(job('en').state).filter(([address]) => !address.includes('resolve')),
    );
    const search = { path: '/search/?q=rent+cap', state: frame };
    expect(await draw(server, search)).toEqual({ lacking: ['/api/v1/search/?q=rent+cap'] });
    const nothing = { meta: { total_count: 0 }, items: [], counts: { types: [], tags: [] } };
    const state = { ...frame, '/api/v1/search/?q=rent+cap': { status: 200, body: nothing } };
    expect((await drawn({ ...search, state })).html).toContain('value="rent cap"');
  });

  test('that is missing offers what is near, or nothing', async () => {
    const missing = { '/api/v1/resolve/?path=%2Frent-caps%2F': { status: 404, body: {} } };
    const frame = Object.fromEntries(
      Object.entries(job('en').state).filter(([address]) => !address.includes('resolve')),
    );
    const path = '/rent-caps/';
    const search = (words: string) => `/api/v1/search/?q=${words}&limit=5&locale=en`;
    const nothing = { meta: { total_count: 0 }, items: [], counts: { types: [], tags: [] } };
    const hit = { page: position, extract: { passage: [] } };
    const state = { ...frame, ...missing };
    expect(await draw(server, { path, state })).toEqual({ lacking: [search('rent+caps'), search('rent')] });
    const once = { ...state, [search('rent+caps')]: { status: 200, body: nothing } };
    const twice = { ...once, [search('rent')]: { status: 200, body: { ...nothing, items: [hit] } } };
    const { html, hydration } = await drawn({ path, state: twice });
    expect(html).toContain(`<a href="${position.path}"`);
    expect(html).toContain('value="rent caps"');
    expect(JSON.parse(hydration)).toMatchObject({ error: { status: 404, near: [{ title: position.title }] } });
    const never = { ...once, [search('rent')]: { status: 200, body: nothing } };
    expect((await drawn({ path, state: never })).html).not.toContain('Perhaps you meant');
  });

  test('of an outage is drawn where the API has failed', async () => {
    const failed = { status: 503, body: {} };
    const state = {
      '/api/v1/resolve/?path=%2F': failed,
      '/api/v1/site/': failed,
      '/api/v1/navigation/': failed,
    };
    const { html, hydration } = await drawn({ path: '/', state });
    expect(html).toContain('We can’t reach this page right now');
    expect(JSON.parse(hydration)).toMatchObject({ node_ids: [0, 1], error: { status: 503 } });
  });
});

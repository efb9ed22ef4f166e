/** A shared draft is asked for with the key in a header, and what comes of it is told apart. */
import { expect, test } from 'vitest';
import { openLink } from '#lib/api/sharing.ts';

const KEY = 'aB3_-'.repeat(8);

/** A server that gives every request the same answer, and what it was asked. */
function server(status: number, body: unknown = {}) {
  const asked: { address: string; options: RequestInit }[] = [];
  const fetch = ((address: string, options: RequestInit) => {
    asked.push({ address, options });
    return Promise.resolve(Response.json(body, { status }));
  }) as typeof globalThis.fetch;
  return { fetch, asked };
}

test('the key is sent in a header, and stands in no address', async () => {
  const { fetch, asked } = server(200);
  await openLink(fetch, KEY);
  expect(asked.map(({ address }) => address)).toEqual(['/api/v1/shared/']);
  expect(new Headers(asked[0]?.options.headers).get('X-Preview-Link')).toBe(KEY);
  expect(asked[0]?.options.method).toBe('POST');
});

test('what the link shows is given', async () => {
  const shared = { page: { title: 'Not yet' }, is_pinned: false, ends_at: '2031-05-08T18:00:00+00:00' };
  expect(await openLink(server(200, shared).fetch, KEY)).toEqual(shared);
});

test.each([404, 400, 429])('status %d means that the link shows nothing', async (status) => {
  expect(await openLink(server(status).fetch, KEY)).toBeNull();
});

test.each([500, 502, 503])('status %d is an outage', async (status) => {
  await expect(openLink(server(status).fetch, KEY)).rejects.toThrow();
});

test.each(['', 'ä', 'a b', 'x'.repeat(101), '%41'])('"%s" is no key, and nobody is asked', async (key) => {
  const { fetch, asked } = server(200);
  expect(await openLink(fetch, key)).toBeNull();
  expect(asked).toEqual([]);
});

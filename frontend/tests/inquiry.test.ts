/** What is looked for stands in the address, and the API is asked for exactly that. */
import { expect, test } from 'vitest';
import type { Api } from '#lib/api/client.ts';
import { fetchUntilOvertaken, lookFor, overtake } from '#lib/api/searching.ts';
import { inquiryAddress, inquiryIn } from '#lib/inquiry.ts';

const inquiryOf = (query: string) => inquiryIn(new URLSearchParams(query));

test.each(['q=rent+cap', 'q=rent&kind=article&tag=damp,rents&parts=3', 'q=%26%3D%2B'])(
  '"%s" is read and written',
  (query) => {
    expect(inquiryAddress('/search/', inquiryOf(query))).toBe(`/search/?${query}`);
  },
);

test('without words, nothing is left to narrow down', () => {
  expect(inquiryAddress('/de/search/', inquiryOf('q=++&kind=article'))).toBe('/de/search/');
});

test.each(['0', '-2', '6', 'many', '1e9', ''])('there is no part %s of a list', (parts) => {
  expect(inquiryOf(`q=rent&parts=${parts}`).parts).toBe(1);
});

/** An API that gives one answer, and notes what it was asked. */
function answering(status: number, data?: unknown) {
  const asked: unknown[] = [];
  const api = {
    GET: (_address: string, options: { params: { query: unknown } }) => {
      asked.push(options.params.query);
      return status ? Promise.resolve({ status, data }) : Promise.reject(new TypeError('no connection'));
    },
  } as unknown as Api;
  return { api, asked };
}

test('kinds are page types to the API, and parts its limit', async () => {
  const { api, asked } = answering(200, {});
  await lookFor(api, inquiryOf('q=rent&kind=activity&tag=damp&parts=2'), 'de');
  await lookFor(api, inquiryOf('q=rent'), '');
  expect(asked).toEqual([{ q: 'rent', type: 'activity_report', tag: 'damp', limit: 40, locale: 'de' }, { q: 'rent' }]);
});

test('without words the API is not asked', async () => {
  const { api, asked } = answering(200, {});
  expect(await lookFor(api, inquiryOf(''), '')).toMatchObject({ found: null, isFailed: false, isRefused: false });
  expect(asked).toEqual([]);
});

test.each([
  [400, { isRefused: true, isFailed: false }],
  [404, { isRefused: false, isFailed: true }],
  [503, { isRefused: false, isFailed: true }],
  [0, { isRefused: false, isFailed: true }],
])('an answer of status %i is told, not thrown', async (status, told) => {
  expect(await lookFor(answering(status).api, inquiryOf('q=rent'), '')).toMatchObject({ found: null, ...told });
});

test('a question is given up once the next one is asked', () => {
  const signals: (AbortSignal | null | undefined)[] = [];
  const fetch = (_input: unknown, init?: RequestInit) => {
    signals.push(init?.signal);
    return Promise.resolve(new Response());
  };
  overtake('https://circle.example/search/?q=re');
  void fetchUntilOvertaken(fetch, 'https://circle.example/search/?q=re')('/api/');
  void fetchUntilOvertaken(fetch, 'https://circle.example/search/?q=hovered')('/api/');
  overtake('https://circle.example/search/?q=rent');
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, undefined]);
});

/** The first load is answered from the document; later ones from the network. */
import { describe, expect, test } from 'vitest';
import { readEntries, State } from '#lib/api/state.ts';

const RESOLVE = '/api/v1/resolve/?path=%2Fpositions%2F';

describe('the state that came with the document', () => {
  test('answers the address it was stored under with status and body', async () => {
    const answer = new State({ [RESOLVE]: { status: 404, body: { detail: 'no' } } }).answer(RESOLVE);
    expect(answer?.status).toBe(404);
    expect(await answer?.json()).toEqual({ detail: 'no' });
  });

  test('answers whatever the escaping of the query', () => {
    const state = new State({ '/api/v1/resolve/?path=%2Fit%27s%2F': { status: 200, body: null } });
    expect(state.answer("/api/v1/resolve/?path=/it's/")).toBeDefined();
  });

  test('does not answer for another path', () => {
    const state = new State({ [RESOLVE]: { status: 200, body: null } });
    expect(state.answer('/api/v1/resolve/?path=%2F')).toBeUndefined();
  });

  test('answers no more once it has expired', () => {
    const state = new State({ [RESOLVE]: { status: 200, body: null } });
    state.expire();
    expect(state.answer(RESOLVE)).toBeUndefined();
    expect(state.pagePath()).toBeUndefined();
  });

  test('knows the path of the page that it carries', () => {
    expect(new State({ [RESOLVE]: { status: 200, body: null } }).pagePath()).toBe('/positions/');
  });

  test('is read from the script element of the document', () => {
    const page = new DOMParser().parseFromString(
      '<script type="application/json" id="state">{"/api/v1/site/":{"status":200,"body":{"name":"\\u003C"}}}</script>',
      'text/html',
    );
    expect(readEntries(page)).toEqual({ '/api/v1/site/': { status: 200, body: { name: '<' } } });
  });

  test('is empty where the document carries none', () => {
    expect(readEntries(new DOMParser().parseFromString('<!--shell:state-->', 'text/html'))).toEqual({});
  });
});

/** The one way to the API: typed by the OpenAPI document, answered from the document's state where it can be. */
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema.d.ts';
import { documentState, type State } from './state.ts';

export type Api = Client<paths>;

/** After this long without an answer the reader is told of an outage instead of being left to wait. */
const TIMEOUT_MS = 20_000;

/**
 * A client for one load. `fetch` is the one that SvelteKit hands to `load`; `origin` is that of the page
 * (outside a browser, requests cannot be relative).
 */
export function createApi(fetch: typeof globalThis.fetch, origin: string, state: State = documentState()): Api {
  return createClient<paths>({
    baseUrl: origin,
    fetch: (request) => {
      const { pathname, search } = new URL(request.url);
      const address = pathname + search;
      const answer = state.answer(address);
      if (answer) return Promise.resolve(answer);
      return fetch(address, {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    },
  });
}

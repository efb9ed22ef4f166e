/** A typed client of the API that needs nothing but `schema.d.ts` beside it: copy the two, and call `createClient()`. */
import type { paths } from './schema.d.ts';

type Get<P extends keyof paths> = paths[P]['get'];
type QueryOf<G> = G extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type BodyOf<G> = G extends { responses: { 200: { content: { 'application/json': infer B } } } } ? B : never;
/** Addresses that answer with JSON and have no part to be filled in. */
type Address = { [P in keyof paths]: Get<P> extends { parameters: { path: unknown } } ? never : P }[keyof paths];

export interface Answer<Body> {
  /** What the API answered with status 200; undefined where it answered otherwise. */
  data: Body | undefined;
  /** The status of the answer (RFC 9110, section 15). */
  status: number;
}

/** Asks for an address of the API (path and query). Throws where nobody answered, or not with the JSON that they promised. */
export type Ask = (address: string) => Promise<Answer<unknown>>;

export interface Api {
  /** `GET('/api/v1/resolve/', { params: { query: { path: '/' } } })`, as openapi-fetch has it. */
  GET: <P extends Address>(
    address: P,
    ...options: [QueryOf<Get<P>>] extends [never] ? [] : [{ params: { query: QueryOf<Get<P>> } }]
  ) => Promise<Answer<BodyOf<Get<P>>>>;
}

/** After this long without an answer it counts as an outage. */
const TIMEOUT_MS = 20_000;

/** Asks the site at `origin`, or in a page of that site the site itself. */
export function askServer(fetch: typeof globalThis.fetch = globalThis.fetch, origin = ''): Ask {
  return async (address) => {
    const headers = { accept: 'application/json' };
    const response = await fetch(origin + address, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { data: response.ok ? await response.json() : undefined, status: response.status };
  };
}

export function createClient(ask: Ask = askServer()): Api {
  return {
    GET: async (address, ...[options]) => {
      const query = new URLSearchParams((options?.params.query ?? {}) as Record<string, string>).toString();
      return (await ask(query ? `${address}?${query}` : address)) as never;
    },
  };
}

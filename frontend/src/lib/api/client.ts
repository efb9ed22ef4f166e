/** The one way to the API: typed by the OpenAPI document, answered from the document's state where it can be. */
import { documentMemory, type Memory } from './memory.ts';
import type { paths } from './schema.d.ts';
import { documentState, type State } from './state.ts';

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

export interface Api {
  /** Throws where nobody answered, or not with the JSON that they promised, and the answer is not remembered either. */
  GET: <P extends Address>(
    address: P,
    ...options: [QueryOf<Get<P>>] extends [never] ? [] : [{ params: { query: QueryOf<Get<P>> } }]
  ) => Promise<Answer<BodyOf<Get<P>>>>;
}

/** After this long without an answer the reader is told of an outage instead of being left to wait. */
const TIMEOUT_MS = 20_000;

/** A client for one load, with the `fetch` that SvelteKit hands to `load`. During an outage it repeats what it was told. */
export function createApi(
  fetch: typeof globalThis.fetch,
  state: State = documentState(),
  memory: Memory = documentMemory(),
): Api {
  async function ask(address: string) {
    const remembered = memory.recall(address);
    try {
      const response =
        state.answer(address) ??
        (await fetch(address, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(TIMEOUT_MS) }));
      if (response.ok) {
        const data: unknown = await response.json();
        memory.keep(address, data);
        return { data, status: response.status };
      }
      if (response.status < 500 || remembered === undefined) return { data: undefined, status: response.status };
    } catch (failure) {
      if (remembered === undefined) throw failure;
    }
    return { data: remembered, status: 200 };
  }

  return {
    GET: async (address, ...[options]) => {
      const query = new URLSearchParams((options?.params.query ?? {}) as Record<string, string>).toString();
      return (await ask(query ? `${address}?${query}` : address)) as never;
    },
  };
}

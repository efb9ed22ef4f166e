/** Asks the search, and never fails: whoever looks for something keeps what was found before. */
import { KINDS, PART, type Inquiry } from '../inquiry.ts';
import type { Api } from './client.ts';
import type { SearchResult } from './types.ts';

export interface Finding {
  inquiry: Inquiry;
  /** Null unless the search has answered. */
  found: SearchResult | null;
  /** Whether the API knows no such filter, or does not take these words. */
  isRefused: boolean;
  /** Whether it failed, was silent or made no sense. */
  isFailed: boolean;
}

/** The pages that have all words of an inquiry; `locale` is '' for the site's first language. */
export async function lookFor(api: Api, inquiry: Inquiry, locale: string): Promise<Finding> {
  const { words, kind, tag, parts } = inquiry;
  if (!words) return { inquiry, found: null, isRefused: false, isFailed: false };
  const query = {
    q: words,
    ...(kind && { type: KINDS[kind] ?? kind }),
    ...(tag && { tag }),
    ...(parts > 1 && { limit: parts * PART }),
    ...(locale && { locale }),
  };
  const asked = api.GET('/api/v1/search/', { params: { query } });
  const { data = null, status } = await asked.catch(() => ({ data: undefined, status: 0 }));
  return { inquiry, found: data, isRefused: status === 400, isFailed: !data && status !== 400 };
}

let latest: { address: string; controller: AbortController } | undefined;

/** Gives up the question before, whose answer nobody waits for any more, and expects one for a page at `address`. */
export function overtake(address: string): void {
  latest?.controller.abort();
  latest = { address, controller: new AbortController() };
}

/** `fetch` that stops once the question which the page at `address` asks is overtaken. */
export function fetchUntilOvertaken(fetch: typeof globalThis.fetch, address: string): typeof globalThis.fetch {
  const { controller } = latest?.address === address ? latest : {};
  if (!controller) return fetch;
  return (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.any([controller.signal, ...(init?.signal ? [init.signal] : [])]) });
}

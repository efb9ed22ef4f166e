/** Drafts that are shared by a link. */
import type { Shared } from './types.ts';

/** After this long without an answer it counts as an outage. */
const TIMEOUT_MS = 20_000;
/** What keys are made of. */
const KEY = /^[\w-]{1,100}$/;

/**
 * Asks the API as it will answer on the date of the link with that key, with the arguments of `fetch`. Where the link has
 * ended meanwhile, the document is left for the one that says so, and the promise stays open.
 */
export function askWith(fetch: typeof globalThis.fetch, key: string): typeof globalThis.fetch {
  let isLeaving = false;
  return async (address, { signal } = {}) => {
    const response = await fetch('/api/v1/shared/answers/', {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-preview-link': key },
      body: JSON.stringify({ address }),
      signal,
    });
    if (response.status !== 404 || response.headers.has('x-preview-date')) return response;
    // Once: each further time would begin the way anew. With a query, it is another document even from that address.
    if (!isLeaving) location.replace(`/shared/?ended#${key}`);
    isLeaving = true;
    return new Promise(() => undefined);
  };
}

/** What the link with that key shows; null where it shows nothing, or nothing any more. Throws where nobody answered. */
export async function openLink(fetch: typeof globalThis.fetch, key: string): Promise<Shared | null> {
  if (!KEY.test(key)) return null;
  const headers = { accept: 'application/json', 'x-preview-link': key };
  const response = await fetch('/api/v1/shared/', { method: 'POST', headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.ok) return (await response.json()) as Shared;
  if (response.status >= 500) throw new Error(`${response.status}`);
  return null;
}

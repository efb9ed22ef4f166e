/** Drafts that are shared by a link. */
import type { SharedPage } from './types.ts';

/** After this long without an answer it counts as an outage. */
const TIMEOUT_MS = 20_000;
/** What keys are made of. */
const KEY = /^[\w-]{1,100}$/;

/** What the link with that key shows; null where it shows nothing, or nothing any more. Throws where nobody answered. */
export async function openLink(fetch: typeof globalThis.fetch, key: string): Promise<SharedPage | null> {
  if (!KEY.test(key)) return null;
  const headers = { accept: 'application/json', 'x-preview-link': key };
  const response = await fetch('/api/v1/shared/', { method: 'POST', headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.ok) return (await response.json()) as SharedPage;
  if (response.status >= 500) throw new Error(`${response.status}`);
  return null;
}

/**
 * Shows an editor the page that is being written beside it: swaps the page's data for what the admin's window sends.
 * Fetched in a preview only, and never by a reader.
 */
import { goto, refreshAll } from '$app/navigation';
import { page } from '$app/state';
import { pathOf } from '#lib/api/load.ts';
import { renewState } from '#lib/api/state.ts';
import type { Page } from '#lib/api/types.ts';

/** Hears the window that this one is framed by, as long as this document lives. To be called once. */
export function listen(): void {
  // A preview comes from the admin's own origin, whatever the site's.
  const { origin, pathname, search } = location;
  const path = pathOf(page.params.path ?? '');
  const answer = () => {
    parent.postMessage({ broadside: 'ready' }, origin);
  };
  addEventListener('message', ({ data, origin: sender, source }) => {
    if (source !== parent || sender !== origin) return;
    if (data?.broadside === 'hello') answer();
    if (data?.broadside === 'page') void show(data.page as Page, path, pathname + search);
  });
  answer();
}

/** Shows `shown` in place of the page at `path`, which this document came with from `address`. */
async function show(shown: Page, path: string, address: string): Promise<void> {
  const resolve = `/api/v1/resolve/?path=${encodeURIComponent(path)}`;
  renewState({ [resolve]: { status: 200, body: { kind: 'page', page: shown } } });
  // Nothing but data changes: scroll, focus and whatever is open stay. Who has followed a link is led back.
  if (location.pathname + location.search === address) await refreshAll();
  else await goto(address);
}

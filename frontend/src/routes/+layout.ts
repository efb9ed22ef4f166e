/** Loads what surrounds every page. */
import { createApi } from '#lib/api/api.ts';
import { foresight } from '#lib/api/foresight.svelte.ts';
import { loadFrame, nothingKept } from '#lib/api/load.ts';
import { loadTexts } from '#lib/texts.ts';
import type { LayoutLoad } from './$types';

/** Wagtail's addresses end in a slash. */
export const trailingSlash = 'always';

/** One document is read by one reader. A server draws for many, at any time, and keeps nothing. */
const kept = globalThis.document ? nothingKept() : undefined;

export const load: LayoutLoad = async ({ fetch, url }) => {
  // At first, the browser may draw and answer between what the script does and the taking over of the page's HTML.
  if (kept && !kept.sites.size) await new Promise((resolve) => setTimeout(resolve));
  const frame = await loadFrame(createApi(fetch), url.pathname, foresight.ask ? undefined : kept);
  // Without the site, the shell still knows its language.
  await loadTexts(frame.site?.locale ?? globalThis.document?.documentElement.lang ?? '');
  return frame;
};

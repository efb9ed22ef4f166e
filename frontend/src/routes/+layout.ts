/** Loads what surrounds every page. */
import { createApi } from '#lib/api/api.ts';
import { loadFrame, nothingKept } from '#lib/api/load.ts';
import { loadTexts } from '#lib/texts.ts';
import type { LayoutLoad } from './$types';

/** Wagtail's addresses end in a slash. */
export const trailingSlash = 'always';

/** One document is read by one reader. A server draws for many, at any time, and keeps nothing. */
const kept = globalThis.document ? nothingKept() : undefined;

export const load: LayoutLoad = async ({ fetch, url }) => {
  await breath();
  const frame = await loadFrame(createApi(fetch), url.pathname, kept);
  // Without the site, the shell still knows its language.
  await loadTexts(frame.site?.locale ?? globalThis.document?.documentElement.lang ?? '');
  return frame;
};

/** Once: lets the browser draw and answer between what a page's script does at first and the taking over of its HTML. */
let isFirst = true;
async function breath() {
  if (!kept || !isFirst) return;
  isFirst = false;
  await new Promise((resolve) => setTimeout(resolve));
}

/** Loads what surrounds every page. */
import { createApi } from '#lib/api/client.ts';
import { loadFrame } from '#lib/api/load.ts';
import { loadTexts } from '#lib/texts.ts';
import type { LayoutLoad } from './$types';

/** Wagtail's addresses end in a slash. */
export const trailingSlash = 'always';

export const load: LayoutLoad = async ({ fetch }) => {
  const frame = await loadFrame(createApi(fetch));
  // Without the site, the shell still knows its language.
  await loadTexts(frame.site?.locale ?? globalThis.document?.documentElement.lang ?? '');
  return frame;
};

/** Loads what surrounds every page. */
import { createApi } from '#lib/api/client.ts';
import { loadFrame } from '#lib/api/load.ts';
import type { LayoutLoad } from './$types';

/** Wagtail's addresses end in a slash. */
export const trailingSlash = 'always';

export const load: LayoutLoad = ({ fetch, url }) => loadFrame(createApi(fetch, url.origin));

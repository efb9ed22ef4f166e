/** Looks for the words that the address asks for, so that a search can be shared, and works without JavaScript. */
import { createApi } from '#lib/api/api.ts';
import { findPages } from '#lib/api/load.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, url }) => {
  const words = url.searchParams.get('q')?.trim() ?? '';
  const [found, { default: View }] = await Promise.all([
    words ? findPages(createApi(fetch), words) : null,
    import('#lib/pages/Search.svelte'),
  ]);
  return { words, found, View };
};

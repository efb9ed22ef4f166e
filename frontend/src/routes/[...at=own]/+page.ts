/** What no editor has made, each in chunks of its own, which other pages do without: search, shared drafts, previews. */
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const { at } = event.params;
  const view = at.startsWith('shared')
    ? import('./sharing.ts')
    : at.startsWith('preview')
      ? import('./previewing.ts')
      : import('./searching.ts');
  const { answer, View } = await view.catch(() => error(503));
  return { ...(await answer(event)), View };
};

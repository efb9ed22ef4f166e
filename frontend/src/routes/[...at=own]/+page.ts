/** What no editor has made, each in chunks of its own, which other pages do without: search, shared drafts, previews. */
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const view = event.params.at.includes('search') ? import('./searching.ts') : import('./drafts.ts');
  const { answer } = await view.catch(() => error(503));
  return answer(event);
};

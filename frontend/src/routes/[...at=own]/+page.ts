/** What no editor has made, each in chunks of its own, which other pages do without: the search, and shared drafts. */
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async (event) => {
  const view = event.params.at.startsWith('shared') ? import('./sharing.ts') : import('./searching.ts');
  const { answer, View } = await view.catch(() => error(503));
  return { ...(await answer(event)), View };
};

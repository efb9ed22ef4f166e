/** Looks for the words that the address asks for, so that a search can be shared, and works without JavaScript. */
import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** All that the search needs is fetched by those who search. */
export const load: PageLoad = async (event) => {
  const { answer, View } = await import('./view.ts').catch(() => error(503));
  return { ...(await answer(event)), View };
};

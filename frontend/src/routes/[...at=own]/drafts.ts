/** Drafts that are shown on their own: one that somebody shares, or one that is being written. */
import type { PageLoadEvent } from './$types';

export async function answer(event: PageLoadEvent) {
  const isShared = event.params.at.startsWith('shared');
  const { answer, View } = await (isShared ? import('./sharing.ts') : import('./previewing.ts'));
  return { View, ...(await answer(event)) };
}

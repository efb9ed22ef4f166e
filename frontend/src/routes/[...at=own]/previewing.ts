/** The page that an editor is writing, in the frame beside the form: the admin sends it, each time that it has changed. */
import { goto, refreshAll } from '$app/navigation';
import { createApi } from '#lib/api/api.ts';
import { loadProgramme } from '#lib/api/programme.ts';
import { loadView } from '#lib/pages/index.ts';
import { isFramed } from '#lib/preview/desk.ts';
import { markBlocks } from '#lib/preview/marks.ts';
import { followForm, written } from '#lib/preview/written.ts';
import { selectionIn } from '#lib/selection.ts';
import { loadTexts } from '#lib/texts.ts';
import type { PageLoadEvent } from './$types';

export { default as View } from './Preview.svelte';

let isFollowing = false;

export async function answer({ fetch, url }: Pick<PageLoadEvent, 'fetch' | 'url'>) {
  if (!isFramed()) return {};
  follow(url.pathname);
  const now = await written();
  const { page } = now;
  if (!page) return { written: now };
  const { locale } = page.meta;
  const [programme] = await Promise.all([
    page.type === 'activity_index' ? loadProgramme(createApi(fetch), selectionIn(new URLSearchParams()), locale) : null,
    loadView(page.type),
    loadTexts(locale),
  ]);
  return { page, programme, written: now };
}

function follow(path: string): void {
  if (isFollowing) return;
  isFollowing = true;
  markBlocks();
  // Nothing but data changes: scroll, focus and whatever is open stay. Who has followed a link is led back.
  followForm(() => (location.pathname === path ? refreshAll() : goto(path)));
}

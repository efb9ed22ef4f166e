/** Opens the draft that a link leads to, with the key in the link's fragment, which no server and no log ever sees. */
import { error } from '@sveltejs/kit';
import { createApi } from '#lib/api/api.ts';
import { loadProgramme } from '#lib/api/programme.ts';
import { openLink } from '#lib/api/sharing.ts';
import { loadView } from '#lib/pages/index.ts';
import { selectionIn } from '#lib/selection.ts';
import { loadTexts } from '#lib/texts.ts';
import type { PageLoadEvent } from './$types';

export { default as View } from './Shared.svelte';

export async function answer({ fetch }: Pick<PageLoadEvent, 'fetch'>) {
  // A server that draws knows no fragment: it draws what is there before the draft has come.
  if (!globalThis.document) return { isRefused: false };
  const shared = await openLink(fetch, location.hash.slice(1)).catch(() => error(503));
  if (!shared) return { isRefused: true };
  const { page } = shared;
  const { locale } = page.meta;
  const [programme] = await Promise.all([
    page.type === 'activity_index' ? loadProgramme(createApi(fetch), selectionIn(new URLSearchParams()), locale) : null,
    loadView(page.type),
    loadTexts(locale),
  ]);
  return { isRefused: false, page, ends: shared.ends_at, programme };
}

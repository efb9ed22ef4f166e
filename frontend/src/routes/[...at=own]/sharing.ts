/** Opens what a preview link leads to, with the key in the link's fragment, which no server and no log ever sees. */
import { error } from '@sveltejs/kit';
import { goto } from '$app/navigation';
import { createApi } from '#lib/api/api.ts';
import { foresight } from '#lib/api/foresight.svelte.ts';
import { loadProgramme } from '#lib/api/programme.ts';
import { askWith, openLink } from '#lib/api/sharing.ts';
import type { Shared } from '#lib/api/types.ts';
import { loadView } from '#lib/pages/index.ts';
import { selectionIn } from '#lib/selection.ts';
import { loadTexts } from '#lib/texts.ts';
import type { PageLoadEvent } from './$types';
import Notice from './Foresight.svelte';

export { default as View } from './Shared.svelte';

export async function answer({ fetch }: Pick<PageLoadEvent, 'fetch'>) {
  // A server that draws knows no fragment: it draws what is there before the draft has come.
  if (!globalThis.document) return { isRefused: false };
  const key = location.hash.slice(1);
  const shared = await openLink(fetch, key).catch(() => error(503));
  if (!shared) return { isRefused: true };
  const { page } = shared;
  if (!page) return { isRefused: false, lookAround: () => lookAround(shared, key) };
  const { locale } = page.meta;
  const [programme] = await Promise.all([
    page.type === 'activity_index' ? loadProgramme(createApi(fetch), selectionIn(new URLSearchParams()), locale) : null,
    loadView(page.type),
    loadTexts(locale),
  ]);
  return { isRefused: false, page, ends: shared.ends_at, programme };
}

/** Leaves for the site as it will be: from now on this document asks for nothing else. */
function lookAround({ as_on: asOn, ends_at: endsAt, path }: Shared, key: string): Promise<void> {
  Object.assign(foresight, { ask: askWith(fetch, key), Notice, asOn, endsAt });
  return goto(path ?? '/', { replaceState: true, invalidateAll: true });
}

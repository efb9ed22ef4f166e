/** Turns an address of the site into the page that the API has there, with what the query asks of that page. */
import { error, isHttpError, redirect } from '@sveltejs/kit';
import { createApi } from '#lib/api/api.ts';
import { pathOf, resolvePath } from '#lib/api/load.ts';
import { nearMatches, wordsOf } from '#lib/api/near.ts';
import { loadOlderArticles, loadProgramme } from '#lib/api/programme.ts';
import { loadView } from '#lib/pages/index.ts';
import { selectionIn } from '#lib/selection.ts';
import { loadTexts } from '#lib/texts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params, parent, url }) => {
  const api = createApi(fetch);
  const path = pathOf(params.path);
  const resolution = await resolvePath(api, path).catch(async (failure: unknown) => {
    if (!isHttpError(failure) || failure.status === 503) throw failure;
    const { site } = await parent();
    error(failure.status, { ...failure.body, near: await nearMatches(api, wordsOf(path), site?.locale ?? '') });
  });
  if (resolution.kind === 'redirect') {
    // An editor may send readers to another site as well.
    redirect(resolution.is_permanent ? 308 : 307, resolution.location, { external: true });
  }
  const { page } = resolution;
  const { locale } = page.meta;
  const [programme, older, post] = await Promise.all([
    // Only these read the query, so that no other page is loaded again when it changes.
    page.type === 'activity_index' ? loadProgramme(api, selectionIn(url.searchParams), locale) : null,
    page.type === 'debate_index' ? loadOlderArticles(api, url.searchParams.get('cursor') ?? '', locale) : null,
    page.type === 'contact' ? import('#lib/api/letters.ts').then(({ openPost }) => openPost()) : null,
    loadView(page.type),
    loadTexts(locale),
  ]);
  return { page, programme, older, post };
};

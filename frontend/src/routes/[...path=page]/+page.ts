/** Turns an address of the site into the page that the API has there. */
import { redirect } from '@sveltejs/kit';
import { createApi } from '#lib/api/client.ts';
import { pathOf, resolvePath } from '#lib/api/load.ts';
import { loadTexts } from '#lib/texts.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ fetch, params }) => {
  const resolution = await resolvePath(createApi(fetch), pathOf(params.path));
  if (resolution.kind === 'redirect') {
    // An editor may send readers to another site as well.
    redirect(resolution.is_permanent ? 308 : 307, resolution.location, { external: true });
  }
  await loadTexts(resolution.page.meta.locale);
  return { page: resolution.page };
};

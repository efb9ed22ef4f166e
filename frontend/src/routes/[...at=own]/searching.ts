/** What the search shows for an address, and with what: a chunk of its own, which other pages do without. */
import { createApi } from '#lib/api/api.ts';
import { fetchUntilOvertaken, lookFor } from '#lib/api/searching.ts';
import type { Alternate } from '#lib/api/types.ts';
import { inquiryIn } from '#lib/inquiry.ts';
import { loadTexts } from '#lib/texts.ts';
import type { PageLoadEvent } from './$types';
import View from './LiveSearch.svelte';

export async function answer({ fetch, url, parent }: Pick<PageLoadEvent, 'fetch' | 'url' | 'parent'>) {
  const inquiry = inquiryIn(url.searchParams);
  const { site } = await parent();
  const languages = site?.languages ?? [];
  const first = languages[0] ?? site;
  const locale = site && site.locale !== first?.locale ? site.locale : '';
  const [finding] = await Promise.all([
    lookFor(createApi(fetchUntilOvertaken(fetch, url.href)), inquiry, locale),
    loadTexts(site?.locale ?? ''),
  ]);
  const alternates: Alternate[] = languages.map((language) => {
    const path = `${language.path}search/`;
    return { locale: language.locale, path, url: new URL(path, url).href };
  });
  return { View, path: url.pathname, finding, alternates };
}

/** What the routes ask of the API, and what they make of its failures. */
import { error } from '@sveltejs/kit';
import type { Api } from './client.ts';
import type { Language, Navigation, Resolution, Site } from './types.ts';

/** The path that a route parameter stands for: it lacks the first slash, and the last one where the link did. */
export function pathOf(parameter: string): string {
  return parameter ? `/${parameter.replace(/\/?$/, '/')}` : '/';
}

/** Answers by which the API says that no page has this address (RFC 9110, section 15.5); all else is an outage. */
const NO_SUCH_PAGE = new Set([400, 404, 410]);

/**
 * What is at a path of the site (with its slashes, not percent-encoded): a page, or where it has moved.
 * Throws SvelteKit's error 404 where no page is, 410 where one was, and 503 where the API failed, was silent or made no
 * sense.
 */
export async function resolvePath(api: Api, path: string): Promise<Exclude<Resolution, { kind: 'gone' }>> {
  const { data, status } = await api.GET('/api/v1/resolve/', { params: { query: { path } } }).catch(() => error(503));
  if (data?.kind === 'gone') error(410);
  if (data) return data;
  if (NO_SUCH_PAGE.has(status)) error(404);
  error(503);
}

export interface Frame {
  site: Site | null;
  navigation: Navigation | null;
}

/** What was loaded before, by language; '' stands for the site's first one. */
export interface Kept {
  sites: Map<string, Site>;
  navigations: Map<string, Navigation>;
}

export function nothingKept(): Kept {
  return { sites: new Map(), navigations: new Map() };
}

/**
 * What surrounds the page at `path`, in the language that its address is of. A part that cannot be had is null and never
 * an error: the frame has to stand during an outage as well, so that the page inside it can say what is going on.
 */
export async function loadFrame(api: Api, path: string, kept: Kept = nothingKept()): Promise<Frame> {
  const locale = localeAt(path, (await siteIn(api, '', kept))?.languages ?? []);
  const [site, navigation] = await Promise.all([siteIn(api, locale, kept), navigationIn(api, locale, kept)]);
  return { site, navigation };
}

/** The locale of the language whose pages have addresses like `path`; '' where that is the first of `languages`. */
function localeAt(path: string, languages: Language[]): string {
  const there = languages.filter((language) => path.startsWith(language.path));
  const [closest] = there.sort((one, other) => other.path.length - one.path.length);
  return closest && closest !== languages[0] ? closest.locale : '';
}

async function siteIn(api: Api, locale: string, { sites }: Kept): Promise<Site | null> {
  const query = locale ? { locale } : {};
  const ask = () => api.GET('/api/v1/site/', { params: { query } }).catch(() => null);
  const site = sites.get(locale) ?? (await ask())?.data ?? null;
  if (site) sites.set(locale, site);
  return site;
}

async function navigationIn(api: Api, locale: string, { navigations }: Kept): Promise<Navigation | null> {
  const query = locale ? { locale } : {};
  const ask = () => api.GET('/api/v1/navigation/', { params: { query } }).catch(() => null);
  const navigation = navigations.get(locale) ?? (await ask())?.data ?? null;
  if (navigation) navigations.set(locale, navigation);
  return navigation;
}

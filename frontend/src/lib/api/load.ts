/** What the routes ask of the API, and what they make of its failures. */
import { error } from '@sveltejs/kit';
import type { Api } from './client.ts';
import type { Navigation, Resolution, Site } from './types.ts';

/** The path that a route parameter stands for: it lacks the first slash, and the last one where the link did. */
export function pathOf(parameter: string): string {
  return parameter ? `/${parameter.replace(/\/?$/, '/')}` : '/';
}

/** Answers by which the API says that no page has this address (RFC 9110, section 15.5); all else is an outage. */
const NO_SUCH_PAGE = new Set([400, 404, 410]);

/**
 * What is at a path of the site (with its slashes, not percent-encoded).
 * Throws SvelteKit's error 404 where no page is, and 503 where the API failed, was silent or made no sense.
 */
export async function resolvePath(api: Api, path: string): Promise<Resolution> {
  const { data, response } = await api.GET('/api/v1/resolve/', { params: { query: { path } } }).catch(() => error(503));
  if (data) return data;
  if (NO_SUCH_PAGE.has(response.status)) error(404);
  error(503);
}

export interface Frame {
  site: Site | null;
  navigation: Navigation | null;
}

/**
 * What surrounds every page. A part that cannot be had is null and never an error: the frame has to stand during an
 * outage as well, so that the page inside it can say what is going on.
 */
export async function loadFrame(api: Api): Promise<Frame> {
  const [site, navigation] = await Promise.all([
    api.GET('/api/v1/site/').catch(() => null),
    api.GET('/api/v1/navigation/').catch(() => null),
  ]);
  return { site: site?.data ?? null, navigation: navigation?.data ?? null };
}

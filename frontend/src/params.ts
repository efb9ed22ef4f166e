/** Tells the addresses of pages from those that Django answers itself (files, admin, API, feeds), and from what no editor has made. */
import { defineParams } from '@sveltejs/kit/params';

const SERVED_BY_DJANGO = new Set(['admin', 'api', 'django-admin', 'documents', 'feeds', 'media', 'static']);

/** The search, in the first language or below the prefix of another, such as `de/search`; where drafts are shared; and previews. */
const OWN = /^(([a-z]{2}(-[a-z\d]+)*\/)?search|shared|preview)\/?$/i;

/** Page slugs never contain a dot, so an address with one is a file. */
export function isPagePath(path: string): boolean {
  const [first = ''] = path.split('/');
  return !SERVED_BY_DJANGO.has(first) && !path.includes('.') && !OWN.test(path);
}

export const params = defineParams({
  page: (path) => (isPagePath(path) ? path : undefined),
  own: (path) => (OWN.test(path) ? path : undefined),
});

/** Tells the addresses of pages from those that Django answers itself (files, admin, API, feeds). */
import { defineParams } from '@sveltejs/kit/params';

const SERVED_BY_DJANGO = new Set(['admin', 'api', 'django-admin', 'documents', 'feeds', 'media', 'static']);

/** Page slugs never contain a dot, so an address with one is a file. */
export function isPagePath(path: string): boolean {
  const [first = ''] = path.split('/');
  return !SERVED_BY_DJANGO.has(first) && !path.includes('.');
}

export const params = defineParams({
  page: (path) => (isPagePath(path) ? path : undefined),
});

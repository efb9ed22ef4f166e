/** Lets a page be shown at an address that is not its own, as the editor's preview does below `/admin/`. */
import type { Reroute } from '@sveltejs/kit/hooks';
import { documentState } from '#lib/api/state.ts';
import { isPagePath } from './params.ts';

export const reroute: Reroute = ({ url }) => {
  if (isPagePath(url.pathname.slice(1))) return;
  return documentState().pagePath();
};

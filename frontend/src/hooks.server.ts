/** Decides what the page shell asks the browser to fetch early, and answers a render from the state it was given. */
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';

/** The faces of a first screen. Others (italic, bold, extended Latin) are fetched where a page uses them. */
const FIRST_SCREEN_FONTS = /(besley-latin-800|source-serif-4-latin-400|league-gothic-latin-400)-normal/;

export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    preload: ({ type, path }) => type === 'js' || (type === 'font' && FIRST_SCREEN_FONTS.test(path)),
  });

/** Under the renderer, no load reaches the network. The development server has no `platform` and asks Django. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  if (!event.platform) return fetch(request);
  const { pathname, search } = new URL(request.url);
  return event.platform.answer(pathname + search);
};

/** A component that fails is told to the renderer, which then gives no HTML instead of a page that speaks of an outage. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return;
  if (event.platform) event.platform.fail(error);
  else console.error(error);
};

/** Decides what the page shell asks the browser to fetch early. */
import type { Handle } from '@sveltejs/kit/hooks';

/** The faces of a first screen. Others (italic, bold, extended Latin) are fetched where a page uses them. */
const FIRST_SCREEN_FONTS = /(besley-latin-800|source-serif-4-latin-400|league-gothic-latin-400)-normal/;

export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    preload: ({ type, path }) => type === 'js' || (type === 'font' && FIRST_SCREEN_FONTS.test(path)),
  });

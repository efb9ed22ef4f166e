/** Hands the language of the page to whatever writes in it, however deep in the tree. */
import { getContext, setContext } from 'svelte';

/** The key of the context. */
export const LOCALE = Symbol('locale');

/** Sets the language (a BCP 47 tag, given as a function so that it can change) for all components below. */
export function provideLocale(locale: () => string): void {
  setContext(LOCALE, locale);
}

/** The language that a component's page is in; English where nothing was provided. */
export function readLocale(): () => string {
  return getContext<(() => string) | undefined>(LOCALE) ?? (() => 'en');
}

/** Languages written from right to left; the API's languages are Django's, and so is this list (LANGUAGES_BIDI). */
const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'fa', 'he', 'ug', 'ur']);

/** The direction in which a language (a BCP 47 tag) is written, as HTML's `dir`. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(locale.split('-', 1)[0]?.toLowerCase() ?? '') ? 'rtl' : 'ltr';
}

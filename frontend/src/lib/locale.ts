/** Hands the language of the page to whatever writes dates or sizes in it, however deep in the tree. */
import { getContext, setContext } from 'svelte';

const KEY = Symbol('locale');

/** Sets the language (a BCP 47 tag, given as a function so that it can change) for all components below. */
export function provideLocale(locale: () => string): void {
  setContext(KEY, locale);
}

/** The language that a component's page is in; English where nothing was provided. */
export function readLocale(): () => string {
  return getContext<(() => string) | undefined>(KEY) ?? (() => 'en');
}

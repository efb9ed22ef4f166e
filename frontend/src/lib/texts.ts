/** The interface's own words in the language of the page, from the one catalogue in `messages/`. */
import { readLocale } from './locale.ts';
import * as de from './paraglide/messages/de.js';
import * as en from './paraglide/messages/en.js';

type Gaps<F> = F extends (gaps: infer G) => string ? keyof G : never;

/** One function for each text, which takes the words or numbers for the gaps that the text has, if any. */
export type Texts = {
  [K in keyof typeof en]: [Gaps<(typeof en)[K]>] extends [never]
    ? () => string
    : (gaps: Record<Gaps<(typeof en)[K]>, string | number>) => string;
};

// By the compiler's types, texts without gaps would want an argument as well.
const CATALOGUE = { en, de } as unknown as Record<string, Texts> & { en: Texts };

/** The texts for a BCP 47 tag such as `de-AT`; those in English where nobody has translated them. */
export function textsIn(locale: string): Texts {
  return CATALOGUE[locale.split('-', 1)[0]?.toLowerCase() ?? ''] ?? CATALOGUE.en;
}

/**
 * The texts in the language of the component's page: `const t = readTexts()`, then `t().contents()`.
 * To be called while a component starts, since the language comes by its context and by nothing global.
 */
export function readTexts(): () => Texts {
  const locale = readLocale();
  return () => textsIn(locale());
}

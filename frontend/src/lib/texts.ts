/** The interface's own words in the language of the page, from the one catalogue in `messages/`. */
import { readLocale } from './locale.ts';
import * as en from './paraglide/messages/en.js';

type Gaps<F> = F extends (gaps: infer G) => string ? keyof G : never;

/** One function for each text, which takes the words or numbers for the gaps that the text has, if any. */
export type Texts = {
  [K in keyof typeof en]: [Gaps<(typeof en)[K]>] extends [never]
    ? () => string
    : (gaps: Record<Gaps<(typeof en)[K]>, string | number>) => string;
};

/** Languages other than English are fetched by those who read them. */
const TRANSLATIONS: Record<string, () => Promise<unknown>> = {
  de: () => import('./paraglide/messages/de.js'),
};

// By the compiler's types, texts without gaps would want an argument as well.
const english = en as unknown as Texts;
/** The same for every reader, so pages that a server draws at the same time can share them. */
const fetched = new Map<string, Texts>();

function languageOf(locale: string): string {
  return locale.split('-', 1)[0]?.toLowerCase() ?? '';
}

/** Fetches the texts that pages in a locale (a BCP 47 tag such as `de-AT`) need, before they are drawn. */
export async function loadTexts(locale: string): Promise<void> {
  const language = languageOf(locale);
  const translation = TRANSLATIONS[language];
  if (!translation || fetched.has(language)) return;
  try {
    fetched.set(language, (await translation()) as Texts);
  } catch {
    // Without a connection the page is still better read with English around it than not at all.
  }
}

/** The texts for a locale; those in English where nobody has translated them, or they could not be fetched. */
export function textsIn(locale: string): Texts {
  return fetched.get(languageOf(locale)) ?? english;
}

/**
 * The texts in the language of the component's page: `const t = readTexts()`, then `t().contents()`.
 * To be called while a component starts, since the language comes by its context and by nothing global.
 */
export function readTexts(): () => Texts {
  const locale = readLocale();
  return () => textsIn(locale());
}

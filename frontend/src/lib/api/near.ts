/** Finds the pages that somebody may have meant by an address that leads nowhere. */
import type { Api } from './client.ts';
import type { PageCard } from './types.ts';

/** Pages that are offered at the most: a handful can be taken in at a glance. */
const OFFERED = 5;

/** So much of a word is enough to find it by where its end was misspelt. */
const STEM = 5;

/** The words in the last part of an address: `/positions/freeze-the-rents/` gives "freeze the rents". */
export function wordsOf(path: string): string {
  const last = decoded(path).split('/').filter(Boolean).at(-1) ?? '';
  return last
    .replace(/\.\w+$/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
}

/** A path as people write it; as it is where it is no percent-encoding, or none that makes sense. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * Pages with the words, or else with the beginning of the longest of them. None where nothing is near, or the search
 * can't be reached: a reader on the wrong page needs no second piece of bad news. Asks twice at the most: it is
 * asked for every address that somebody makes up.
 */
export async function nearMatches(api: Api, words: string, locale: string): Promise<PageCard[]> {
  const [longest = ''] = words.split(' ').sort((one, other) => other.length - one.length);
  for (const q of new Set([words, longest.slice(0, STEM)])) {
    if (!q) continue;
    const query = { q, limit: OFFERED, ...(locale && { locale }) };
    const answer = await api.GET('/api/v1/search/', { params: { query } }).catch(() => null);
    if (answer?.data?.items.length) return answer.data.items.map(({ page }) => page);
  }
  return [];
}

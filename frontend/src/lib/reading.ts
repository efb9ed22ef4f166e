/** How long a text takes to read. */

/** Words in a minute: what adults read of non-fiction in English (Brysbaert 2019, doi:10.1016/j.jml.2019.104047). */
const WORDS_PER_MINUTE = 238;

/** Minutes for pieces of HTML, at least one. */
export function readingMinutes(pieces: string[]): number {
  const words = pieces
    .join(' ')
    .replace(/<[^>]*>/g, ' ')
    .match(/[\p{L}\p{N}]+/gu);
  return Math.max(1, Math.round((words?.length ?? 0) / WORDS_PER_MINUTE));
}

/** What a reader looks for: the query of the address says it, so that a search can be shared and gone back to. */

export interface Inquiry {
  words: string;
  /** One of `KINDS`, or what somebody has written into the address. */
  kind: string;
  /** Slugs of tags, separated by commas: any of them. */
  tag: string;
  /** How many parts of the list are shown, from 1 on. */
  parts: number;
}

/** The kinds that a search can be narrowed to, each with the page types of the API that are of it. */
export const KINDS: Record<string, string> = {
  manifesto: 'manifesto',
  position: 'position',
  activity: 'activity_report',
  article: 'article',
  other: 'home,position_index,activity_index,debate_index,contact,standard',
};

/** Pages in a part. */
export const PART = 20;
/** Nobody reads further than this; by then, more words help more. The API gives no more than 100 pages at a time. */
export const MOST_PARTS = 5;

export function inquiryIn(query: URLSearchParams): Inquiry {
  const parts = Math.trunc(Number(query.get('parts')));
  return {
    words: query.get('q')?.trim() ?? '',
    kind: query.get('kind') ?? '',
    tag: query.get('tag') ?? '',
    parts: parts >= 1 && parts <= MOST_PARTS ? parts : 1,
  };
}

/** The address of an inquiry, relative to that of the search. Without words there is nothing to narrow down. */
export function inquiryAddress(path: string, { words, kind, tag, parts }: Inquiry): string {
  if (!words) return path;
  const query = new URLSearchParams({ q: words });
  if (kind) query.set('kind', kind);
  if (tag) query.set('tag', tag);
  if (parts > 1) query.set('parts', String(parts));
  return `${path}?${query.toString().replaceAll('%2C', ',')}`;
}

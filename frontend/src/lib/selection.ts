/** Which activities a reader has asked for: the query of the address says it, so that it can be shared and gone back to. */

export interface Selection {
  kind: string;
  /** Slugs of tags, separated by commas: any of them. */
  tag: string;
  /** Ids of positions, separated by commas: any of them. */
  position: string;
  /** `2026-12` where the dates of a month are shown as a table. */
  month: string;
  /** Where a long list goes on, in the words of the API. */
  cursor: string;
}

/** Nothing in particular: every activity, as a list from its beginning. */
export const EVERYTHING: Selection = { kind: '', tag: '', position: '', month: '', cursor: '' };

const NAMES = ['kind', 'tag', 'position', 'month', 'cursor'] as const;

/** The selection in the query of an address; what is not of its words is passed over. */
export function selectionIn(query: URLSearchParams): Selection {
  return { ...EVERYTHING, ...Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ''])) };
}

/** The filters of a selection alone, as the API names them: those that have a value. */
export function filtersOf({ kind, tag, position }: Selection): Partial<Selection> {
  return Object.fromEntries(Object.entries({ kind, tag, position }).filter(([, value]) => value));
}

/** The address of a selection, relative to that of the list; a comma stays readable in it. */
export function addressOf(path: string, selection: Selection): string {
  const given = NAMES.filter((name) => selection[name]).map((name) => [name, selection[name]]);
  const query = new URLSearchParams(given).toString().replaceAll('%2C', ',');
  return query ? `${path}?${query}` : path;
}

/** Whether `value` is one of the values of a filter. */
export function isChosen(filter: string, value: string): boolean {
  return filter.split(',').includes(value);
}

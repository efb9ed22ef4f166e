/** What the pages with long lists show beyond their own page: a selection, a month, or what lies further back. */
import { error } from '@sveltejs/kit';
import { lastDayOf, monthFrom } from '../month.ts';
import { filtersOf, type Selection } from '../selection.ts';
import type { Answer, Api } from './client.ts';
import type { ActivityReportCard, ArticleCard } from './types.ts';

/** Activities that were asked for. */
export interface Programme {
  selection: Selection;
  /** Whether the API knows no such filter, month or place in the list: nothing was looked for then. */
  isRefused: boolean;
  /** Those to come, soonest first; in a table of a month, all of the month. */
  upcoming: ActivityReportCard[];
  past: ActivityReportCard[];
  /** How many there are in all, on this page and on others. */
  total: number;
  /** Where those further back go on; null at the end. */
  cursor: string | null;
}

/** Articles further back. */
export interface OlderArticles {
  articles: ArticleCard[];
  cursor: string | null;
}

type Query = Record<string, string | number>;
interface Part<Item> {
  meta: { total_count: number; next_cursor: string | null };
  items: Item[];
}

const LIMIT = 100;

/** The activities of a selection; null where it selects nothing in particular, so that the page itself has them. */
export async function loadProgramme(api: Api, selection: Selection, locale: string): Promise<Programme | null> {
  const { month, cursor } = selection;
  const chosen = filtersOf(selection);
  const filters = { ...chosen, locale };
  const none = { selection, isRefused: false, upcoming: [], past: [], total: 0, cursor: null };
  if (month) {
    const range = monthFrom(month, 0) && { from: `${month}-01`, to: lastDayOf(month) };
    const found = range && (await activities(api, { ...filters, ...range, order: 'starts_at', limit: LIMIT }));
    return found ? { ...none, upcoming: found.items, total: found.meta.total_count } : { ...none, isRefused: true };
  }
  if (!cursor && !Object.keys(chosen).length) return null;
  const [upcoming, past] = await Promise.all([
    cursor ? NOTHING : activities(api, { ...filters, when: 'upcoming', order: 'starts_at', limit: LIMIT }),
    activities(api, { ...filters, when: 'past', limit: LIMIT, ...(cursor && { cursor }) }),
  ]);
  if (!upcoming || !past) return { ...none, isRefused: true };
  const total = upcoming.meta.total_count + past.meta.total_count;
  return { ...none, upcoming: upcoming.items, past: past.items, total, cursor: past.meta.next_cursor };
}

/** The articles behind a cursor; null without one, so that the page itself has them. */
export async function loadOlderArticles(api: Api, cursor: string, locale: string): Promise<OlderArticles | null> {
  if (!cursor) return null;
  const found = await answered(api.GET('/api/v1/articles/', { params: { query: { limit: LIMIT, cursor, locale } } }));
  return { articles: found?.items ?? [], cursor: found?.meta.next_cursor ?? null };
}

const NOTHING: Part<ActivityReportCard> = { meta: { total_count: 0, next_cursor: null }, items: [] };

function activities(api: Api, query: Query): Promise<Part<ActivityReportCard> | null> {
  return answered(api.GET('/api/v1/activities/', { params: { query } }));
}

/** The body of an answer, or null where the API refuses the question. Throws SvelteKit's error 503 where it failed. */
async function answered<Body>(answer: Promise<Answer<Body>>): Promise<Body | null> {
  const { data, status } = await answer.catch(() => error(503));
  if (data) return data;
  if (status === 400) return null;
  error(503);
}

/** One component for each page type of the API; the type check fails while one is missing. */
import type { Component } from 'svelte';
import type { Post } from '#lib/api/letters.ts';
import type { OlderArticles, Programme } from '#lib/api/programme.ts';
import type { PageShapes } from '#lib/api/types.ts';
import Home from './Home.svelte';
import Position from './Position.svelte';
import PositionIndex from './PositionIndex.svelte';
import Standard from './Standard.svelte';

/** What a page needs beyond itself: what the query of its address asks for, and a way to write. Absent or null where it doesn't. */
export interface Beyond {
  programme?: Programme | null;
  older?: OlderArticles | null;
  post?: Post | null;
}

type View<T extends keyof PageShapes> = Component<{ page: PageShapes[T] } & Beyond>;
type PageComponents = { [T in keyof PageShapes]: () => Promise<{ default: View<T> }> };

/** Most pages with much to do are fetched by those who open one; the others come with the first script. */
export const pages: PageComponents = {
  activity_index: () => import('./ActivityIndex.svelte'),
  activity_report: () => import('./ActivityReport.svelte'),
  article: () => import('./Article.svelte'),
  contact: () => import('./Contact.svelte'),
  debate_index: () => import('./DebateIndex.svelte'),
  home: () => Promise.resolve({ default: Home }),
  manifesto: () => import('./Manifesto.svelte'),
  position: () => Promise.resolve({ default: Position }),
  position_index: () => Promise.resolve({ default: PositionIndex }),
  standard: () => Promise.resolve({ default: Standard }),
};

const loaded: { [T in keyof PageShapes]?: View<T> } = {};

/** Has the component for a page type at hand, before a page of it is drawn. */
export async function loadView<T extends keyof PageShapes>(type: T): Promise<void> {
  loaded[type] ??= (await pages[type]()).default as (typeof loaded)[T];
}

/** The component for a page type that has been loaded. */
export function viewOf<T extends keyof PageShapes>(type: T): View<T> | undefined {
  return loaded[type];
}

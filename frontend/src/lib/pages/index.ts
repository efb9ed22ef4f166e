/** One component for each page type of the API; the type check fails while one is missing. */
import type { Component } from 'svelte';
import type { PageShapes } from '#lib/api/types.ts';
import ActivityIndex from './ActivityIndex.svelte';
import ActivityReport from './ActivityReport.svelte';
import Article from './Article.svelte';
import Contact from './Contact.svelte';
import DebateIndex from './DebateIndex.svelte';
import Home from './Home.svelte';
import Manifesto from './Manifesto.svelte';
import Position from './Position.svelte';
import PositionIndex from './PositionIndex.svelte';
import Standard from './Standard.svelte';

export type PageComponents = { [T in keyof PageShapes]: Component<{ page: PageShapes[T] }> };

export const pages: PageComponents = {
  activity_index: ActivityIndex,
  activity_report: ActivityReport,
  article: Article,
  contact: Contact,
  debate_index: DebateIndex,
  home: Home,
  manifesto: Manifesto,
  position: Position,
  position_index: PositionIndex,
  standard: Standard,
};

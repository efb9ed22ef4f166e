/** One component for each block type of the API; the type check fails while one is missing. */
import type { Component } from 'svelte';
import type { BlockShapes } from '#lib/api/types.ts';
import CallToAction from './CallToAction.svelte';
import ChosenPositions from './ChosenPositions.svelte';
import Document from './Document.svelte';
import Embed from './Embed.svelte';
import Gallery from './Gallery.svelte';
import Heading from './Heading.svelte';
import Image from './Image.svelte';
import LatestActivities from './LatestActivities.svelte';
import Quote from './Quote.svelte';
import RichText from './RichText.svelte';
import Table from './Table.svelte';

export type BlockComponents = { [T in keyof BlockShapes]: Component<{ block: BlockShapes[T] }> };

export const blocks: BlockComponents = {
  call_to_action: CallToAction,
  chosen_positions: ChosenPositions,
  document: Document,
  embed: Embed,
  gallery: Gallery,
  heading: Heading,
  image: Image,
  latest_activities: LatestActivities,
  quote: Quote,
  rich_text: RichText,
  table: Table,
};

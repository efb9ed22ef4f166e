/** What is asked and shown while somebody looks at the site as it will be on a date, with a link that an editor made. */
import type { Component } from 'svelte';

interface Foresight {
  /** Asks the API as of that date. */
  ask?: typeof globalThis.fetch;
  /** Says on top of every page that it is shown as of another date. */
  Notice?: Component;
  /** That date, and when the link ends: RFC 3339. */
  asOn?: string;
  endsAt?: string;
}

/** Filled by those few who have such a link, until the document goes; empty for all others, and on a server. */
export const foresight: Foresight = $state({});

/** Keeps a message that is being written while its writer looks at other pages: in memory, and nowhere else. */
import type { TypedFields } from './api/types.ts';

let held: TypedFields | undefined;

/** What has been written so far in this document. On a server there is never anything, since it writes nothing. */
export function draft(): TypedFields | undefined {
  return held;
}

/** Takes note of what has been written; undefined once it has arrived. To be called in a browser only. */
export function keepDraft(fields: TypedFields | undefined): void {
  held = fields;
}

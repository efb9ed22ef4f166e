/** Answers the first load from the JSON that came with the page, so that a first paint asks the network nothing. */

export interface StateEntry {
  status: number;
  body: unknown;
}

/** API address (path and query, as the client asks for it) to the answer that the API would give. */
export type StateEntries = Record<string, StateEntry>;

const RESOLVE = '/api/v1/resolve/';

/** Stands for the site's own origin while an address is taken apart. */
const BASE = 'http://site.invalid';

/** The same address whatever the order and the escaping of its query: Python and JavaScript escape differently. */
function canonical(address: string): string {
  const { pathname, searchParams } = new URL(address, BASE);
  searchParams.sort();
  return `${pathname}?${searchParams.toString()}`;
}

export class State {
  readonly #entries: Map<string, StateEntry>;

  constructor(entries: StateEntries = {}) {
    this.#entries = new Map(Object.entries(entries).map(([address, entry]) => [canonical(address), entry]));
  }

  /** The stored answer for an API address (path and query), or undefined where the network has to be asked. */
  answer(address: string): Response | undefined {
    const entry = this.#entries.get(canonical(address));
    return entry && Response.json(entry.body, { status: entry.status });
  }

  /** The path of the page that came with the document, or undefined where none did. */
  pagePath(): string | undefined {
    for (const address of this.#entries.keys()) {
      const { pathname, searchParams } = new URL(address, BASE);
      if (pathname === RESOLVE) return searchParams.get('path') ?? undefined;
    }
    return undefined;
  }

  /** Forgets everything: what came with the page is stale once the reader has moved on. */
  expire(): void {
    this.#entries.clear();
  }
}

/** The entries in the document's `<script type="application/json" id="state">`; none where it has no such element. */
export function readEntries(document: Document): StateEntries {
  const text = document.getElementById('state')?.textContent;
  return text ? (JSON.parse(text) as StateEntries) : {};
}

let held: State | undefined;

/**
 * The state that came with this document, read once. On a server it is empty, since a server answers many
 * readers at a time: there the answers are given through the `fetch` of the request.
 */
export function documentState(): State {
  if (typeof document === 'undefined') return new State();
  held ??= new State(readEntries(document));
  return held;
}

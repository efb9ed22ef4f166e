/** Keeps the answers that this reader has been given, for the time in which the site cannot be reached. */

/** Answers that are kept at the most; the one that was not needed for longest goes first. */
const KEPT = 60;

export class Memory {
  readonly #answers = new Map<string, unknown>();

  /** Takes note of the JSON that the API gave for an address (path and query). */
  keep(address: string, body: unknown): void {
    this.#answers.delete(address);
    this.#answers.set(address, body);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > KEPT && oldest !== undefined) this.#answers.delete(oldest);
  }

  /** The last answer for an address; undefined where there was none. */
  recall(address: string): unknown {
    return this.#answers.get(address);
  }
}

let held: Memory | undefined;

/** What this document remembers. A server remembers nothing, since it speaks to many readers. */
export function documentMemory(): Memory {
  if (typeof document === 'undefined') return new Memory();
  held ??= new Memory();
  return held;
}

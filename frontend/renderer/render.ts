/** Draws one page as HTML outside a browser: SvelteKit's own server, asked in memory and fed from the state. */
import { runInNewContext } from 'node:vm';
import type { Server } from '@sveltejs/kit';
import { State, type StateEntries } from '../src/lib/api/state.ts';

export interface Job {
  /** Path and query of the address that the reader has opened. */
  path: string;
  /** The API's answers for it by their addresses, the same that the browser gets with the page. */
  state: StateEntries;
}

export interface Drawn {
  /** What stands in the page's body. */
  html: string;
  /** JSON of what SvelteKit has to know in the browser to take over this HTML. */
  hydration: string;
}

/** Answers of the API that the page needs as well: it can be drawn once the state has them. */
export interface Lacking {
  lacking: string[];
}

/** How a render gets an API's answer; undefined where there is none. May be a promise. */
export type Answers = (address: string) => Response | undefined | Promise<Response | undefined>;

/** Stands for the site's own origin: the HTML must not depend on the host that was asked. */
const ORIGIN = 'http://site.invalid';

/** In `app.html`, the last thing before what was rendered; Svelte's end of a component, after it. */
const BEGIN = '<!--shell:state-->';
const END = '<!--]-->';

/** SvelteKit's call in the script at the end of the body: its argument ends on a line of its own. */
const HYDRATION = /app\.start\(element, (\{[\s\S]*?\n\t*\})\)/;

/** Draws the page of a job. Throws where a component fails: then there is no HTML. */
export function draw(server: Server, { path, state }: Job): Promise<Drawn | Lacking> {
  const entries = new State(state);
  return drawFrom(server, path, (address) => entries.answer(address));
}

/** The same, with the API's answers from anywhere. Everything that belongs to one page travels in its own `platform`. */
export async function drawFrom(server: Server, path: string, answers: Answers): Promise<Drawn | Lacking> {
  const failures: unknown[] = [];
  const lacking = new Set<string>();
  const platform: App.Platform = {
    answer: async (address) => {
      const answer = await answers(address);
      if (!answer) lacking.add(address);
      return answer ?? new Response(null, { status: 503 });
    },
    fail: (error) => {
      failures.push(error);
    },
  };
  const response = await server.respond(new Request(addressOf(path)), { platform, getClientAddress: () => '' });
  // What came of a page that lacks something doesn't matter, be it an error.
  if (lacking.size) return { lacking: [...lacking] };
  if (failures.length) throw failures[0];
  const document = await response.text();
  const begin = document.indexOf(BEGIN);
  const end = document.lastIndexOf(END) + END.length;
  const hydration = HYDRATION.exec(document.slice(end))?.[1];
  if (begin < 0 || end < begin || !hydration) throw new Error(`SvelteKit gave no page, but status ${response.status}`);
  return {
    html: document.slice(begin + BEGIN.length, end),
    // A JavaScript literal, written by SvelteKit for its own script.
    hydration: JSON.stringify(runInNewContext(`(${hydration})`)).replaceAll('<', '\\u003C'),
  };
}

/** As SvelteKit has it in the browser, with a slash at its end; without the parameters that it would refuse. */
function addressOf(path: string): URL {
  const url = new URL(ORIGIN + path);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  for (const name of [...url.searchParams.keys()]) if (name.startsWith('x-sveltekit-')) url.searchParams.delete(name);
  return url;
}

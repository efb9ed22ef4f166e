/** The one way to the API: answered from the document's state where it can be, and from memory during an outage. */
import { askServer, createClient, type Api, type Ask } from './client.ts';
import { foresight } from './foresight.svelte.ts';
import { documentMemory, type Memory } from './memory.ts';
import { documentState, type State } from './state.ts';

/** A client for one load, with the `fetch` that SvelteKit hands to `load`. During an outage it repeats what it was told. */
export function createApi(
  fetch: typeof globalThis.fetch,
  state: State = documentState(),
  memory: Memory = documentMemory(),
): Api {
  // What is only to come is neither in the document nor to be remembered.
  if (foresight.ask) return createClient(askServer(foresight.ask));
  const ask = askServer(async (address, options) => state.answer(address as string) ?? (await fetch(address, options)));

  const askOrRecall: Ask = async (address) => {
    const remembered = memory.recall(address);
    try {
      const answer = await ask(address);
      if (answer.data !== undefined) memory.keep(address, answer.data);
      if (answer.status < 500 || remembered === undefined) return answer;
    } catch (failure) {
      if (remembered === undefined) throw failure;
    }
    return { data: remembered, status: 200 };
  };

  return createClient(askOrRecall);
}

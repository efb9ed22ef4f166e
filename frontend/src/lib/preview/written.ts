/** What the form beside this frame makes: as the admin has told it last, and as it is drawn. */
import { listen, tell, type Heard, type Written } from './desk.ts';

let last: Written | undefined;
let drawn: Written | undefined;
let renew: () => unknown = () => undefined;
let attend: (path: string) => void = () => undefined;
let arrive: (first: Written) => void = () => undefined;
const first = new Promise<Written>((resolve) => (arrive = resolve));

/** What is to be shown now. The first of it is waited for. */
export async function written(): Promise<Written> {
  return last ?? first;
}

/** Takes note of what is drawn. Has it drawn anew where something else has come meanwhile. */
export function noteDrawn(what: Written): void {
  drawn = what;
  if (drawn !== last) renew();
}

/** Begins to listen. `draw` is called whenever there is something new to be shown, but for the first. To be called once. */
export function followForm(draw: () => unknown): void {
  renew = draw;
  listen(hear);
  tell({ broadside: 'ready' });
}

/** Has `point` called with the path of what is being edited. Call what it returns to stop. */
export function followFocus(point: (path: string) => void): () => void {
  attend = point;
  return () => (attend = () => undefined);
}

function hear(message: Heard): void {
  if (message.broadside === 'hello') tell({ broadside: 'ready' });
  if (message.broadside === 'point') attend(message.path);
  // In a chunk of its own, which the site has for editors too.
  if (message.broadside === 'userbar') void import('./userbar.ts').then(({ showUserbar }) => showUserbar(message.html));
  if (message.broadside !== 'written') return;
  // Where the form is refused, the page before it stays.
  const { page, saved } = message.written;
  last = { ...message.written, page: page ?? last?.page ?? saved ?? undefined };
  arrive(last);
  if (drawn) renew();
}

/** Speaks with the admin's window that frames this one: hears what the form makes, and tells which part is to be edited. */
import type { Page } from '#lib/api/types.ts';

/** A part of the form: its path there, such as `summary` or `body.` and a block's id, and what an editor knows it as. */
export interface Part {
  path: string;
  label: string;
}

/** A block that can't be published as it is, see `cms/troubles.py`. */
export interface Trouble {
  path: string;
  /** The path of the block before it; null for the first. */
  after: string | null;
  label: string;
  words: string[];
}

export interface Words {
  /** The name of the list of all parts. */
  parts: string;
  /** What a click on a part does. */
  edit: string;
}

/** What the form makes: all of it, or no page where the form is refused, and the page before is to stay. */
export interface Written {
  page?: Page;
  /** The page as it was saved last, for where there is none before. */
  saved?: Page | null;
  parts: Part[];
  troubles: Trouble[];
  words: Words;
}

export type Heard =
  | { broadside: 'hello' }
  | { broadside: 'userbar'; html: string }
  | { broadside: 'written'; written: Written }
  | { broadside: 'point'; path: string };

type Told = { broadside: 'ready' } | { broadside: 'chosen'; path: string };

/** The server names the admin's origin where it is another one than this. */
function origin(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="admin"]')?.content ?? location.origin;
}

/** Whether anybody frames this window. */
export function isFramed(): boolean {
  return parent !== window;
}

export function tell(message: Told): void {
  parent.postMessage(message, origin());
}

/** Hears what the admin's window says, and nobody else, as long as this document lives. */
export function listen(hear: (message: Heard) => void): void {
  const admin = origin();
  addEventListener('message', ({ data, origin: sender, source }: MessageEvent) => {
    if (isFramed() && source === parent && sender === admin && data?.broadside) hear(data as Heard);
  });
}

/** Says in the page what keeps a block from being published: where the block is, or where it would be. */
import type { Trouble, Words } from './desk.ts';
import css from './trouble.css?inline';

const TAG = 'preview-trouble';

/** Takes all notes away: they would be taken for parts of the blocks that they stand in. */
export function clearTroubles(main: Element): void {
  main.querySelectorAll(TAG).forEach((note) => note.remove());
}

/** Puts a note for each of `troubles` into the page, and adds it to the block's place. */
export function showTroubles(
  troubles: Trouble[],
  words: Words,
  places: Map<string, HTMLElement[]>,
  choose: (path: string) => void,
): void {
  for (const trouble of troubles) {
    const note = noteOf(trouble, words, choose);
    const own = places.get(trouble.path);
    const before = own?.at(-1) ?? places.get(trouble.after ?? '')?.at(-1);
    if (before) before.after(note);
    else places.get(trouble.path.split('.')[0] ?? '')?.[0]?.prepend(note);
    if (note.isConnected) places.set(trouble.path, [...(own ?? []), note]);
  }
}

function noteOf({ path, label, words }: Trouble, { edit }: Words, choose: (path: string) => void): HTMLElement {
  const note = document.createElement(TAG);
  const shadow = note.attachShadow({ mode: 'open' });
  const style = new CSSStyleSheet();
  style.replaceSync(css);
  shadow.adoptedStyleSheets = [style];
  const box = document.createElement('div');
  box.role = 'note';
  const list = document.createElement('ul');
  list.append(...words.map((text) => withText('li', text)));
  const button = withText('button', edit);
  button.onclick = () => choose(path);
  const name = withText('p', label);
  name.className = 'label';
  box.append(name, list, button);
  shadow.append(box);
  return note;
}

function withText<T extends keyof HTMLElementTagNameMap>(tag: T, text: string): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

/** Lies over a page in a preview: names the part under the pointer, leads a keyboard from part to part, and points at one. */
import type { Part, Words } from './desk.ts';
import css from './overlay.css?inline';
import { partOf } from './places.ts';

/** What does something of its own when it is clicked on. */
const OF_ITS_OWN = 'a, button, input, label, select, summary, textarea, video, audio, [role="button"]';
/** Pixels between a part and the line around it. */
const AROUND = 6;
/** As long as a glance takes to get there. */
const POINT_MS = 1600;

export class Overlay {
  readonly #host = document.createElement('preview-overlay');
  readonly #outline = document.createElement('div');
  readonly #toolbar = document.createElement('div');
  readonly #choose: (path: string) => void;
  #places = new Map<string, HTMLElement[]>();
  #buttons = new Map<string, HTMLButtonElement>();
  /** The part that is named, and the one of its elements that the line is around. */
  #current: { path: string; element: HTMLElement } | null = null;
  /** A part that is to be pointed at as soon as it is there, such as a block that was just added. */
  #awaited: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #ending = new AbortController();

  /** `choose` is called with the path of a part that is to be edited. */
  constructor(choose: (path: string) => void) {
    this.#choose = choose;
    const style = new CSSStyleSheet();
    style.replaceSync(css);
    const shadow = this.#host.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [style];
    this.#outline.className = 'outline';
    this.#outline.hidden = true;
    this.#toolbar.role = 'toolbar';
    this.#toolbar.ariaOrientation = 'vertical';
    shadow.append(this.#outline, this.#toolbar);
    // First, so that a keyboard gets here before it walks through the page.
    document.body.prepend(this.#host);
    this.#listen();
  }

  /** Takes note of where the parts of the form are shown now. */
  show(places: Map<string, HTMLElement[]>, parts: Part[], words: Words): void {
    this.#places = places;
    this.#toolbar.ariaLabel = words.parts;
    const named = parts.filter(({ path }) => places.has(path));
    const buttons = named.map(
      ({ path, label }) => [path, this.#buttonFor(path, `${words.edit}: ${label}`, label)] as const,
    );
    this.#buttons = new Map(buttons.sort(([one], [other]) => this.#order(one, other)));
    this.#arrange([...this.#buttons.values()]);
    this.#reach(this.#current?.path);
    this.#place();
    if (this.#awaited && places.has(this.#awaited)) this.point(this.#awaited);
  }

  /** Brings the part into view that `path` belongs to, and marks it for a moment. */
  point(path: string): void {
    const part = partOf(path);
    const [element] = this.#places.get(part) ?? [];
    this.#awaited = element ? null : part;
    if (!element) return;
    bringIntoView(element);
    this.#name({ path: part, element });
    this.#outline.classList.remove('pointed');
    // Read, so that the mark begins anew where it was there already.
    void this.#outline.offsetWidth;
    this.#outline.classList.add('pointed');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#unpoint(), POINT_MS);
  }

  remove(): void {
    clearTimeout(this.#timer);
    this.#ending.abort();
    this.#host.remove();
  }

  #listen(): void {
    const { signal } = this.#ending;
    document.addEventListener('pointermove', (event) => this.#follow(event), { signal, passive: true });
    document.documentElement.addEventListener('pointerleave', () => this.#name(null), { signal });
    document.addEventListener('click', (event) => this.#chooseAt(event), { signal });
    addEventListener('scroll', () => this.#place(), { signal, passive: true });
    addEventListener('resize', () => this.#place(), { signal });
    this.#toolbar.addEventListener('keydown', (event) => this.#walk(event));
    this.#toolbar.addEventListener('focusout', () => this.#name(null));
  }

  #follow(event: PointerEvent): void {
    if (event.pointerType !== 'mouse' || event.composedPath().includes(this.#host)) return;
    if (this.#outline.classList.contains('pointed')) return;
    this.#name(this.#partAt(event.target));
  }

  #chooseAt(event: MouseEvent): void {
    const { target } = event;
    if (event.defaultPrevented || !(target instanceof Element) || target.closest(OF_ITS_OWN)) return;
    // Somebody marks words.
    if (getSelection()?.isCollapsed === false) return;
    const part = this.#partAt(target);
    if (part) this.#choose(part.path);
  }

  /** The innermost part that `target` is in. */
  #partAt(target: EventTarget | null): { path: string; element: HTMLElement } | null {
    let found: { path: string; element: HTMLElement } | null = null;
    for (const [path, elements] of this.#places) {
      const element = elements.find((candidate) => candidate.contains(target as Node));
      if (element && this.#buttons.has(path) && (!found || found.element.contains(element))) found = { path, element };
    }
    return found;
  }

  #buttonFor(path: string, name: string, label: string): HTMLButtonElement {
    const button = this.#buttons.get(path) ?? document.createElement('button');
    if (button.textContent !== label) {
      button.type = 'button';
      button.textContent = label;
      button.ariaLabel = name;
      button.onclick = () => this.#choose(path);
      button.onfocus = () => this.#visit(path);
    }
    return button;
  }

  /** Whoever is at one of the buttons stays there, unless its part is gone. */
  #arrange(buttons: HTMLButtonElement[]): void {
    const { children } = this.#toolbar;
    if (buttons.length === children.length && buttons.every((button, at) => button === children[at])) return;
    const reached = buttons.find((button) => button === this.#host.shadowRoot?.activeElement);
    this.#toolbar.replaceChildren(...buttons);
    reached?.focus({ preventScroll: true });
  }

  #order(one: string, other: string): number {
    const [first] = this.#places.get(one) ?? [];
    const [second] = this.#places.get(other) ?? [];
    if (!first || !second) return 0;
    return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
  }

  /** One button can be reached with Tab, the others with the arrows from there. */
  #reach(path: string | undefined): void {
    const reached = (path && this.#buttons.get(path)) || this.#buttons.values().next().value;
    for (const button of this.#buttons.values()) button.tabIndex = button === reached ? 0 : -1;
  }

  #walk(event: KeyboardEvent): void {
    const buttons = [...this.#buttons.values()];
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    buttons.at(to % buttons.length)?.focus({ preventScroll: true });
  }

  #visit(path: string): void {
    const [element] = this.#places.get(path) ?? [];
    if (!element) return;
    bringIntoView(element);
    this.#name({ path, element });
    this.#reach(path);
  }

  #name(part: { path: string; element: HTMLElement } | null): void {
    if (part?.element === this.#current?.element && part?.path === this.#current?.path) return;
    if (!part && this.#host.shadowRoot?.activeElement) return;
    this.#current = part;
    if (!part) this.#outline.classList.remove('pointed');
    for (const [path, button] of this.#buttons) button.classList.toggle('current', path === part?.path);
    this.#place();
  }

  #unpoint(): void {
    this.#outline.classList.remove('pointed');
    this.#name(null);
  }

  /** Draws the line around the current part, and its name on top of it. */
  #place(): void {
    const { element, path } = this.#current ?? {};
    const box = element?.isConnected ? element.getBoundingClientRect() : undefined;
    this.#outline.hidden = !box;
    if (!box) return;
    const left = Math.max(2, box.left - AROUND);
    const top = Math.max(2, box.top - AROUND + scrollY);
    Object.assign(this.#outline.style, {
      left: `${left + scrollX}px`,
      top: `${top}px`,
      width: `${Math.min(box.right + AROUND, document.documentElement.clientWidth - 2) - left}px`,
      height: `${box.bottom + AROUND + scrollY - top}px`,
      boxSizing: 'border-box',
    });
    const button = path && this.#buttons.get(path);
    if (!button) return;
    const above = Math.max(top - button.offsetHeight, scrollY);
    Object.assign(button.style, { left: `${left + scrollX}px`, top: `${above}px` });
  }
}

/** Scrolls only where too little of `element` is to be seen; smoothly, unless somebody has asked for no motion. */
function bringIntoView(element: HTMLElement): void {
  const { top, bottom } = element.getBoundingClientRect();
  const isSeen = top >= 0 && Math.min(bottom, top + innerHeight / 2) <= innerHeight;
  if (isSeen) return;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
  const isTall = bottom - top > innerHeight * 0.8;
  element.scrollIntoView({ behavior, block: isTall ? 'start' : 'center' });
}

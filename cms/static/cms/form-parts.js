/**
 * The parts of a page's form as its preview knows them: fields, blocks, and lists of rows. Each has a path, such as
 * `summary`, `body.` and the id of a block, or `photos`, and a name that the editor reads beside it.
 */

/** What an editor writes, chooses or presses; in this order, the first that a part has gets the focus. */
const WRITTEN = '[contenteditable="true"], input:not([type="hidden"], [type="file"]), textarea, select';
const PRESSED = 'button:not([data-panel-toggle], [data-streamblock-actions] button), a[href]';

/** By then a smooth movement has ended. */
const ARRIVAL_MS = 800;

export class FormParts {
  #form;
  #arrival;

  constructor(form) {
    this.#form = form;
  }

  /** All parts: `[{ path, label }]`, in the form's order. */
  all() {
    const fields = [...this.#form.querySelectorAll('[data-contentpath]')];
    const parts = fields.map((field) => ({
      path: this.pathOf(field),
      label: labelOf(field),
    }));
    const lists = this.#lists().map((input) => ({
      path: listOf(input),
      label: headingOf(input.closest('.w-panel')),
    }));
    return [...parts, ...lists].filter(({ path, label }) => path.split('.').length <= 2 && label);
  }

  /** The path of the part that `element` stands in; '' outside of all parts. */
  pathOf(element) {
    const path = [];
    for (let part = closestPart(element); part; part = closestPart(part.parentElement))
      path.unshift(part.dataset.contentpath);
    if (path.length) return path.join('.');
    const panel = element.closest('.w-panel');
    const list = this.#lists().find((input) => input.closest('.w-panel') === panel);
    return list && panel ? listOf(list) : '';
  }

  /** Whether the part at `path` consists of blocks. */
  isStream(path) {
    return Boolean(this.#find(path)?.matches('.w-field--block_widget'));
  }

  /** Opens whatever hides the part at `path`, scrolls to it and puts the focus where one writes. */
  reveal(path) {
    const part = this.#find(path);
    if (!part) return;
    this.#open(part);
    const target = part.querySelector(WRITTEN) ?? part.querySelector(PRESSED) ?? part;
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
    target.focus({ preventScroll: true });
    scrollTo(part, isStill ? 'instant' : 'smooth');
    // What grows above it, or scrolls as well, can end the movement anywhere.
    clearTimeout(this.#arrival);
    this.#arrival = setTimeout(() => isSeen(target) || scrollTo(part, 'instant'), ARRIVAL_MS);
  }

  #find(path) {
    const [field, block] = path.split('.').map((name) => CSS.escape(name));
    const part = this.#form.querySelector(`[data-contentpath="${field}"]`);
    if (part) return (block && part.querySelector(`[data-contentpath="${block}"]`)) || part;
    return this.#lists()
      .find((input) => listOf(input) === path)
      ?.closest('.w-panel');
  }

  #open(part) {
    const tab = part.closest('[role="tabpanel"][hidden]');
    if (tab) this.#form.ownerDocument.querySelector(`[role="tab"][href="#${tab.id}"]`)?.click();
    const inside = part.querySelector(':scope > [data-panel], :scope > .w-panel') ?? part;
    for (let panel = inside.closest('.w-panel'); panel; panel = panel.parentElement?.closest('.w-panel')) {
      panel.querySelector('[data-panel-toggle][aria-expanded="false"]')?.click();
      if (!this.#form.contains(panel.parentElement)) break;
    }
  }

  #lists() {
    return [...this.#form.querySelectorAll('input[name$="-TOTAL_FORMS"]')].filter(
      ({ name }) => !name.startsWith('comments-'),
    );
  }
}

function closestPart(element) {
  return element?.closest('[data-contentpath]:not([data-contentpath=""])') ?? null;
}

function listOf({ name }) {
  return name.replace(/-TOTAL_FORMS$/, '');
}

/** What stands above a part: the kind of a block, its label where several fields share a panel, or else the panel's title. */
function labelOf(part) {
  if (part.matches('[data-streamfield-child]')) return clean(part.querySelector('.c-sf-block__type'));
  return clean(part.parentElement.querySelector(':scope > label')) || headingOf(part.closest('.w-panel'));
}

function headingOf(panel) {
  return clean(panel?.querySelector('[data-panel-heading-text]'));
}

function clean(element) {
  const text = element?.cloneNode(true);
  text?.querySelectorAll('.w-required-mark, svg').forEach((mark) => mark.remove());
  return text?.textContent.replace(/\s+/g, ' ').trim() ?? '';
}

function scrollTo(part, behavior) {
  part.scrollIntoView({ behavior, block: fits(part) ? 'center' : 'start' });
}

function isSeen(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function fits(part) {
  return part.offsetHeight < innerHeight * 0.8;
}

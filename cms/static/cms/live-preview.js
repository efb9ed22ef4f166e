/**
 * Keeps the preview beside an editor's form the same as the form, while it is being written, and leads from each part of
 * the one to that of the other.
 *
 * Wagtail's own preview loads a whole page each time, and notices a change by asking every half second whether the form
 * differs from what was saved last. So it is late; it misses what is typed while a save is under way, because the form
 * as it is at the end of the save counts as saved; and it misses what is typed in the first two seconds, and what is
 * taken back. This one compares the form with what the frame was given last, and nothing is missed: as long as the two
 * differ, it asks again. Wagtail still tells when the frame is to be loaded, and keeps a form for the preview in a new tab.
 *
 * The frame is the site's own, with another origin than this where the site has one. It is sent all that it shows.
 */
import { FormParts } from './form-parts.js';

/** Between two looks at the form where no event told of a change, as when a script has filled in a hidden field. */
const LOOK_AGAIN_MS = 250;
/** After an event, until editors made of scripts have taken note of it as well. */
const SETTLE_MS = 20;
/** After a failure, until the next attempt. */
const RETRY_MS = 3000;
/** Until the server is asked again for pictures whose sizes are being drawn; twice as long each time. */
const PICTURES_MS = 1000;
const PICTURES_MOST_MS = 60_000;
const TIMEOUT_MS = 20000;

const CHANGES = ['input', 'change', 'click', 'keyup', 'drop', 'paste', 'cut'];
/** What a save changes in the form without anybody having written. */
const NOT_WRITTEN = /^(csrfmiddlewaretoken|next|loaded_revision_.*|overwrite_revision_id|comments-.*)$/;

const WORDS = { edit: 'Edit', parts: 'Parts of the page' };

class LivePreview {
  /** The window that shows the page and hears of changes; null until it says so. */
  #frame = null;
  /** The form that the frame shows, or that is on its way there; null where it has to be sent in any case. */
  #sent = null;
  #isAsking = false;
  #isQuietUntil = 0;
  /** Whether the site's frame is on its way. */
  #isLoading = false;
  #picturesMs = PICTURES_MS;
  /** The path of the part of the form that has the focus, as the frame was told last. */
  #pointed = '';

  /** The addresses of the site's frame for previews, and of Wagtail's bar in it. */
  constructor(panel, form, { frame, userbar }) {
    this.panel = panel;
    this.form = form;
    this.parts = new FormParts(form);
    this.source = new URL(frame, location.href);
    this.userbar = userbar;
    this.url = `${panel.dataset.wPreviewUrlValue}live/`;
    this.interval = panel.dataset.wPreviewAutoUpdateIntervalValue;
    this.checks = document.querySelector('[data-side-panel="checks"]');
    this.banner = new Banner(panel);
  }

  start() {
    window.addEventListener('message', (event) => this.#hear(event));
    this.panel.addEventListener('load', ({ target }) => this.#askWhetherItHears(target), true);
    this.panel.addEventListener('w-preview:load', (event) => this.#load(event));
    this.form.addEventListener('focusin', ({ target }) => this.#point(target));
    for (const panel of [this.panel.parentElement, this.checks]) panel?.addEventListener('show', () => this.#look());
    const lookSoon = () => setTimeout(() => this.#look(), SETTLE_MS);
    for (const type of CHANGES) this.form.addEventListener(type, lookSoon);
    new MutationObserver(lookSoon).observe(this.form, {
      childList: true,
      subtree: true,
    });
    setInterval(() => this.#look(), LOOK_AGAIN_MS);
  }

  #hear({ data, origin, source }) {
    const isOurs = [...this.panel.querySelectorAll('iframe')].some((frame) => frame.contentWindow === source);
    if (origin !== this.source.origin || !isOurs) return;
    if (data?.broadside === 'chosen') this.parts.reveal(String(data.path));
    if (data?.broadside !== 'ready') return;
    this.#use(source);
    this.#sent = null;
    this.#look();
    void this.#sendUserbar();
  }

  /** Wagtail's checks need its bar in the frame, which may have no session to ask for it. */
  async #sendUserbar() {
    const response = await fetch(this.userbar).catch(() => null);
    if (response?.ok) this.#tell({ broadside: 'userbar', html: await response.text() });
  }

  #tell(message) {
    this.#frame?.postMessage(message, this.source.origin);
  }

  /** Has the frame show the part of the form that `element`, which has the focus now, belongs to. */
  #point(element) {
    const path = this.parts.pathOf(element);
    // What adds and moves blocks belongs to none of them.
    if (!path || path === this.#pointed || this.parts.isStream(path)) return;
    this.#pointed = path;
    this.#tell({ broadside: 'point', path });
  }

  /** Something was loaded into a frame: the page again, or whatever a link in it led to, which doesn't answer. */
  #askWhetherItHears({ contentWindow }) {
    this.#isLoading = false;
    if (contentWindow !== this.#frame) return;
    this.#use(null);
    contentWindow.postMessage({ broadside: 'hello' }, this.source.origin);
  }

  #use(frame) {
    this.#frame = frame;
    // Where a frame hears us, Wagtail has nothing to load; otherwise it does, as often as it does without us.
    this.panel.dataset.wPreviewAutoUpdateIntervalValue = frame ? '0' : this.interval;
  }

  /** Wagtail has kept the form, for a new tab or because the panel was opened, and is about to load a frame of its own. */
  #load(event) {
    event.preventDefault();
    if (this.#frame) {
      this.#sent = null;
      this.#look();
    } else {
      this.#loadFrame();
    }
  }

  #loadFrame() {
    if (this.#isLoading) return;
    this.#isLoading = true;
    this.panel.querySelector('iframe').src = this.source.href;
  }

  /** Whether anybody looks at the preview, or at the checks that are made of it. */
  #isOpen() {
    return [this.panel.parentElement, this.checks].some((panel) => panel && !panel.hidden);
  }

  #look() {
    if (!this.#isOpen() || this.#isAsking || Date.now() < this.#isQuietUntil) return;
    const body = this.#written();
    const written = new URLSearchParams(
      [...body].filter(([name, value]) => !NOT_WRITTEN.test(name) && typeof value === 'string'),
    ).toString();
    if (written === this.#sent) return;
    this.#sent = written;
    this.#picturesMs = PICTURES_MS;
    if (this.#frame) void this.#ask(body);
    // Wagtail does so too, but for a form that it could not keep.
    else this.#loadFrame();
  }

  /** The form as it is. Rich text takes a quarter of a second to reach its field, so its editors are asked themselves. */
  #written() {
    const written = new FormData(this.form);
    // Wagtail marks the field itself only where it stands outside of blocks.
    for (const editor of this.form.querySelectorAll('[data-draftail-editor-wrapper]')) {
      const field = editor.parentElement.querySelector(':scope > input');
      const text = field && richTextOf(field);
      if (text && written.has(field.name)) written.set(field.name, text);
    }
    return written;
  }

  async #ask(body) {
    this.#isAsking = true;
    try {
      const { refused, is_awaiting_pictures: isAwaiting, ...made } = await this.#answer(body);
      this.#tell({
        broadside: 'written',
        written: { ...made, parts: this.parts.all(), words: WORDS },
      });
      if (isAwaiting) this.#askAgainForPictures(this.#sent);
      this.banner.tell(refused && `Nothing of this is lost. To go on, correct: ${refused.join(', ') || 'the form'}.`);
    } catch {
      this.banner.tell('The server gave no answer. What you write stays in the form, and is shown once it does.');
      this.#sent = null;
      this.#isQuietUntil = Date.now() + RETRY_MS;
    }
    this.#isAsking = false;
    // Whatever was written meanwhile.
    this.#look();
  }

  /** The form is the same by then, or has been sent anyway. */
  #askAgainForPictures(sent) {
    setTimeout(() => {
      if (this.#sent !== sent || this.#isAsking || !this.#frame || !this.#isOpen()) return;
      void this.#ask(this.#written());
    }, this.#picturesMs);
    this.#picturesMs = Math.min(2 * this.#picturesMs, PICTURES_MOST_MS);
  }

  /** What the server makes of the form. Throws where it makes nothing of it, as when nobody is logged in any more. */
  async #answer(body) {
    const headers = {
      Accept: 'application/json',
      'X-Requested-With': 'XMLHttpRequest',
    };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(this.url, {
      method: 'POST',
      body,
      headers,
      signal,
    });
    if (!response.ok) throw new Error(`The live preview answered with status ${response.status}.`);
    return response.json();
  }
}

/** What the editor of a rich text held when it was asked last, and how that is written in a form. */
const texts = new WeakMap();

/** Comments are drawn as styles, which are no part of the text. */
const COMMENT = /^(COMMENT-|STYLE_RERENDER_)/;

/** What a rich text's field will hold as soon as Draftail writes it there; undefined where it has no editor. */
function richTextOf(field) {
  const toRaw = window.Draftail?.serialiseEditorStateToRaw;
  const state = field.draftailEditor?.getEditorState();
  if (!toRaw || !state) return undefined;
  const content = state.getCurrentContent();
  const known = texts.get(field);
  if (known?.content === content) return known.text;
  const raw = toRaw(state);
  for (const block of raw?.blocks ?? []) {
    block.inlineStyleRanges = block.inlineStyleRanges.filter(({ style }) => !COMMENT.test(style));
  }
  const text = JSON.stringify(raw);
  texts.set(field, { content, text });
  return text;
}

/** Wagtail's notice that the preview is out of date, which says here why. */
class Banner {
  constructor(panel) {
    this.panel = panel;
    this.details = panel.querySelector('.w-preview__error-details');
    this.own = this.details.textContent;
    this.details.setAttribute('role', 'status');
  }

  /** Shows `reason`; without one, the preview is as it should be. */
  tell(reason) {
    const text = reason || this.own;
    if (this.details.textContent !== text) this.details.textContent = text;
    this.panel.classList.toggle('w-preview--has-errors', Boolean(reason));
  }
}

const panel = document.querySelector('[data-controller~="w-preview"]');
const form = document.querySelector('[data-edit-form]');
const isPage = /\/pages\/.+\/preview\/$/.test(panel?.dataset.wPreviewUrlValue);
const { dataset } = document.querySelector('script[data-frame]');
if (form && isPage) new LivePreview(panel, form, dataset).start();

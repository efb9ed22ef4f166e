/**
 * The inbox in the admin: shows messages, opens sealed ones with the key that its reader has in a file, and finds those of
 * one person. The key and what it opens stay in this page: nothing is sent, stored or written to the console.
 */
import { isFrom, openerFrom, told, type Message, type Opener, type Words } from './opening.ts';

const SEPARATOR = `\n\n${'-'.repeat(40)}\n\n`;

interface Shown {
  message: Message;
  /** Null as long as it is sealed. */
  words: Words | null;
}

function count(number: number): string {
  return number === 1 ? '1 message' : `${number} messages`;
}

class Inbox {
  #root: HTMLElement;
  #all: Shown[];

  constructor(root: HTMLElement) {
    this.#root = root;
    const messages = JSON.parse(root.querySelector('#messages')?.textContent ?? '[]') as Message[];
    this.#all = messages.map((message) => ({ message, words: message.sealed ? null : message }));
    this.#startOpening();
    this.#startFinding();
    this.#show();
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T | null {
    return this.#root.querySelector<T>(selector);
  }

  #startOpening() {
    const part = this.#part('[data-key]');
    if (!part) return;
    part.hidden = false;
    this.#part('[data-open]')?.addEventListener('click', () => void this.#open());
    this.#part('#key-passphrase')?.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') void this.#open();
    });
  }

  #startFinding() {
    const part = this.#part('[data-person]');
    if (!part) return;
    part.hidden = false;
    this.#part('#address')?.addEventListener('input', () => this.#show());
    this.#part('[data-save]')?.addEventListener('click', () => this.#save());
  }

  #tell(words: string) {
    const place = this.#part('[data-told]');
    if (place) place.textContent = words;
  }

  async #open() {
    const file = this.#part<HTMLInputElement>('#key-file');
    const passphrase = this.#part<HTMLInputElement>('#key-passphrase');
    const button = this.#part<HTMLButtonElement>('[data-open]');
    const chosen = file?.files?.[0];
    if (!file || !passphrase || !button || button.disabled) return;
    if (!chosen) return this.#tell('Choose the file with the private key first.');
    button.disabled = true;
    this.#tell('The key is being opened. That takes some seconds.');
    // The page stands still meanwhile, so the sentence has to be drawn before.
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    try {
      const opener = await openerFrom(new Uint8Array(await chosen.arrayBuffer()), passphrase.value);
      passphrase.value = file.value = '';
      await this.#openWith(opener);
    } catch {
      this.#tell('That is not the passphrase of this key, or the file is not the key’s.');
    } finally {
      button.disabled = false;
    }
  }

  async #openWith(opener: Opener) {
    for (const shown of this.#all) shown.words ??= await opener(shown.message.sealed);
    const sealed = this.#all.filter(({ words }) => !words).length;
    const open = `${count(this.#all.length - sealed)} can be read below.`;
    const rest = `${count(sealed)} can’t be opened with this key: choose the file of the one before.`;
    this.#tell(sealed ? `${open} ${rest}` : open);
    this.#show();
  }

  /** What is open, and from the person that is looked for. */
  #found(): Shown[] {
    const address = this.#address();
    return this.#all.filter(({ words }) => words && (!address || isFrom(words, address)));
  }

  #address(): string {
    return this.#part<HTMLInputElement>('#address')?.value.trim() ?? '';
  }

  #show() {
    const found = this.#found();
    this.#part('[data-list]')?.replaceChildren(...found.map((shown) => this.#article(shown)));
    this.#tellOfPerson(found);
  }

  #tellOfPerson(found: Shown[]) {
    const isAsked = this.#address() !== '';
    const sealed = this.#all.filter(({ words }) => !words).length;
    const place = this.#part('[data-found]');
    if (place) {
      const rest = sealed ? ` ${count(sealed)} still sealed: open them first, to find all.` : '';
      place.textContent = isAsked ? `${count(found.length)} from this address.${rest}` : '';
    }
    for (const selector of ['[data-save]', '[data-erase]']) {
      const part = this.#part(selector);
      if (part) part.hidden = !isAsked || !found.length;
    }
    this.#chooseForDeletion(isAsked ? found : []);
  }

  /** Numbers are all that the server is told of what was found. */
  #chooseForDeletion(found: Shown[]) {
    const form = this.#part('[data-erase]');
    if (!form) return;
    for (const field of form.querySelectorAll('[name=number]')) field.remove();
    for (const { message } of found) {
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name: 'number', value: String(message.number) });
      form.append(field);
    }
  }

  #article({ message, words }: Shown): DocumentFragment {
    const article = (this.#part('template') as HTMLTemplateElement).content.cloneNode(true) as DocumentFragment;
    const fill = (name: string, text: string) => {
      const place = article.querySelector<HTMLElement>(`[data-${name}]`);
      if (place) place.textContent = text;
    };
    const { name, email, text } = words ?? message;
    fill('received', new Date(message.received).toLocaleString('en-GB', WHEN));
    fill('name', name);
    fill('email', email);
    fill('text', text);
    const body = article.querySelector<HTMLElement>('[data-text]');
    if (body) Object.assign(body.style, { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' });
    fill('number', String(message.number));
    fill('deleted', new Date(message.deleted_on).toLocaleDateString('en-GB', DAY));
    const link = article.querySelector<HTMLAnchorElement>('[data-email]');
    if (link) link.href = `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`;
    return article;
  }

  #save() {
    const texts = this.#found().map(({ message, words }) => told(message, words ?? message));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([texts.join(SEPARATOR), '\n'], { type: 'text/plain' }));
    link.download = 'messages.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  }
}

const WHEN = { dateStyle: 'long', timeStyle: 'short' } as const;
/** A date without a time is read as midnight in UTC. */
const DAY = { dateStyle: 'long', timeZone: 'UTC' } as const;

for (const root of document.querySelectorAll<HTMLElement>('[data-inbox]')) new Inbox(root);

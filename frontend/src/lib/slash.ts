/**
 * The one key that works on every page: it leads to the search. People who speak to their machine, or whose hands shake,
 * press single keys without meaning to, so it can be switched off (WCAG 2.2, 2.1.4); that is kept in this browser.
 */
const KEY = 'slash';
let isOff: boolean | undefined;

/** Whether the key does anything. A browser that keeps nothing for us forgets with the document. */
export function isSlashOn(): boolean {
  try {
    isOff ??= localStorage.getItem(KEY) === 'off';
  } catch {
    // Storage is forbidden here.
  }
  return !isOff;
}

export function switchSlash(isOn: boolean): void {
  isOff = !isOn;
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // As above.
  }
}

/** Where the key is a letter like others, or another thing has the reader's whole attention. */
const TAKEN = 'input, textarea, select, dialog, [contenteditable]';

/** Whether a key press asks for the search. On some keyboards the slash takes the shift key. */
export function asksForSearch({ key, ctrlKey, altKey, metaKey, target, defaultPrevented }: KeyboardEvent): boolean {
  if (key !== '/' || ctrlKey || altKey || metaKey || defaultPrevented) return false;
  return !(target as Element).closest(TAKEN) && !document.querySelector('dialog[open]') && isSlashOn();
}

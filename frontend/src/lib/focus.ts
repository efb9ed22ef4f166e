/** Takes whoever reads with a keyboard or a screen reader to the beginning of what has just been drawn. */

/** Moves focus to the page's heading without moving the view, which the router has already put where it belongs. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
}

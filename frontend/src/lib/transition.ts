/** Shows the exchange of two pages as a short crossing, in browsers that can, on devices that do it quickly, and for readers
 * who do not mind. */

/** Milliseconds from the wish to cross until the crossing is seen to move: three frames for the browser, the rest to draw. */
const QUICK_MS = 80;
let isQuick = true;

/**
 * Holds the present picture until `complete`, when the next page has been drawn. What it returns is to be waited for
 * before drawing; undefined where there is nothing to wait for.
 */
export function exchange(complete: Promise<unknown>): Promise<void> | undefined {
  if (!isQuick || !('startViewTransition' in document) || matchMedia('(prefers-reduced-motion: reduce)').matches)
    return undefined;
  return new Promise((draw) => {
    const asked = performance.now();
    const { ready } = document.startViewTransition(async () => {
      draw();
      await complete;
    });
    ready.then(
      () => requestAnimationFrame(() => (isQuick = performance.now() - asked <= QUICK_MS)),
      // Left out by the browser, such as in a tab that nobody sees.
      () => undefined,
    );
  });
}

/** Shows the exchange of two pages as a short crossing, in browsers that can and for readers who do not mind. */

/**
 * Holds the present picture until `complete`, when the next page has been drawn. What it returns is to be waited for
 * before drawing; undefined where there is nothing to wait for.
 */
export function exchange(complete: Promise<unknown>): Promise<void> | undefined {
  if (!('startViewTransition' in document) || matchMedia('(prefers-reduced-motion: reduce)').matches) return undefined;
  return new Promise((draw) => {
    document.startViewTransition(async () => {
      draw();
      await complete;
    });
  });
}

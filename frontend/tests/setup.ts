/** Adds the matchers for the DOM, such as `toBeInTheDocument`, and what jsdom lacks because it has no layout. */
import '@testing-library/jest-dom/vitest';

/** Nothing ever comes into view where nothing is laid out. */
class NothingInView implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  readonly observe = () => undefined;
  readonly unobserve = () => undefined;
  readonly disconnect = () => undefined;
  readonly takeRecords = () => [];
}
globalThis.IntersectionObserver ??= NothingInView;
if (globalThis.Element) Element.prototype.scrollIntoView ??= () => undefined;

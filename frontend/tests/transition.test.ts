/** The crossing between two pages: shown where it is quick, and left out where readers would wait for it. */
import { beforeEach, expect, test, vi } from 'vitest';

let now = 0;
let holding = 0;
let drawing = 0;

/** A browser's crossing that holds the page before for as long, and then takes as long as the page after to be drawn. */
function startViewTransition(update: () => Promise<void>): { ready: Promise<void> } {
  now += holding;
  return { ready: update() };
}

beforeEach(() => {
  vi.resetModules();
  [holding, drawing] = [30, 20];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  vi.stubGlobal('requestAnimationFrame', (seen: () => void) => {
    now += 16;
    seen();
  });
  Object.assign(document, { startViewTransition });
  return () => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    Reflect.deleteProperty(document, 'startViewTransition');
  };
});

/** Goes to as many pages; how many of them were crossed to. */
async function crossings(pages: number): Promise<number> {
  const { exchange } = await import('#lib/transition.ts');
  let crossed = 0;
  for (let page = 0; page < pages; page++) {
    const { promise: complete, resolve: drawn } = Promise.withResolvers<unknown>();
    const held = exchange(complete);
    await held;
    if (held) crossed++;
    now += drawing;
    drawn(undefined);
    await new Promise((done) => setTimeout(done));
  }
  return crossed;
}

test('pages are crossed to', async () => {
  expect(await crossings(3)).toBe(3);
});

test('where the browser is slow, pages come without from then on', async () => {
  holding = 60;
  expect(await crossings(3)).toBe(1);
});

test('where pages are slow to draw, they come without from then on', async () => {
  drawing = 50;
  expect(await crossings(3)).toBe(1);
});

test('nobody who wants less motion sees a crossing', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  expect(await crossings(1)).toBe(0);
});

test('a crossing that the browser leaves out is no slow one', async () => {
  let isSeen = false;
  holding = 60;
  Object.assign(document, {
    startViewTransition: (update: () => Promise<void>) => {
      const { ready } = startViewTransition(update);
      return { ready: isSeen ? ready : ready.then(() => Promise.reject(new Error('Nobody sees the page.'))) };
    },
  });
  expect(await crossings(2)).toBe(2);
  isSeen = true;
  expect(await crossings(2)).toBe(1);
});

/** How long a text takes to read. */
import { expect, test } from 'vitest';
import { readingMinutes } from '#lib/reading.ts';

test('words are counted, and markup is not', () => {
  const markup = '<p class="a b c d e f g h">word</p>'.repeat(238 * 3);
  expect(readingMinutes([markup])).toBe(3);
});

test('the shortest text takes a minute', () => {
  expect(readingMinutes([''])).toBe(1);
});

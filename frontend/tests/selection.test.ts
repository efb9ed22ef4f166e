/** An address says what was picked out of a list, and can be shared. */
import { expect, test } from 'vitest';
import { addressOf, EVERYTHING, filtersOf, isChosen, selectionIn } from '#lib/selection.ts';

test('what an address says comes back as the same address', () => {
  const address = '/activities/?kind=practical&tag=rents,damp&position=12&month=2026-12';
  const selection = selectionIn(new URL(address, 'https://circle.example').searchParams);
  expect(selection).toEqual({ kind: 'practical', tag: 'rents,damp', position: '12', month: '2026-12', cursor: '' });
  expect(addressOf('/activities/', selection)).toBe(address);
});

test('nothing in particular has the plain address', () => {
  expect(addressOf('/activities/', EVERYTHING)).toBe('/activities/');
});

test('words of other programs in an address are passed over', () => {
  expect(selectionIn(new URLSearchParams('utm_source=x&fbclid=y'))).toEqual(EVERYTHING);
});

test('a month and a place in the list are no filters', () => {
  expect(filtersOf({ ...EVERYTHING, tag: 'damp', month: '2026-12', cursor: 'x' })).toEqual({ tag: 'damp' });
});

test('a value is chosen as a whole', () => {
  expect(isChosen('rents,damp', 'damp')).toBe(true);
  expect(isChosen('dampness', 'damp')).toBe(false);
});

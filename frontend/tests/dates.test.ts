/** Dates are written for readers, in the time zone of the event. */
import { expect, test } from 'vitest';
import { formatDate, formatPart, formatSpan, formatZone } from '#lib/dates.ts';

const evening = {
  starts_at: '2026-06-20T22:30:00+02:00',
  ends_at: '2026-06-21T01:00:00+02:00',
  time_zone: 'Europe/Berlin',
};

test('a date is written with the day first', () => {
  expect(formatDate('2026-05-04', 'en')).toBe('4 May 2026');
});

test('a date is written in the language of the page', () => {
  expect(formatDate('2026-05-04', 'de')).toBe('4. Mai 2026');
});

test('an event is written in its own time zone, wherever the reader is', () => {
  expect(formatSpan({ ...evening, ends_at: null, time_zone: 'Asia/Tokyo' }, 'en')).toContain('21 June 2026');
  expect(formatSpan({ ...evening, ends_at: null, time_zone: 'Asia/Tokyo' }, 'en')).toContain('05:30');
});

test('start and end on one day share the date', () => {
  const span = formatSpan({ ...evening, ends_at: '2026-06-20T23:45:00+02:00' }, 'en');
  expect(span.match(/2026/g)).toHaveLength(1);
  expect(span).toMatch(/22:30.23:45/);
});

test('an event past midnight names both days', () => {
  expect(formatSpan(evening, 'en')).toMatch(/20 June.*21 June/);
});

test('midnight is written 00:00', () => {
  const midnight = { ...evening, starts_at: '2026-06-20T00:00:00+02:00', ends_at: null };
  expect(formatSpan(midnight, 'en')).toContain('00:00');
});

test('the year of a New Year’s Eve is that of its own time zone', () => {
  const eve = { ...evening, starts_at: '2026-01-01T00:30:00+01:00', ends_at: null };
  expect(formatPart(eve, 'year', 'en')).toBe('2026');
});

test('the zone is named for the season', () => {
  expect(formatZone(evening, 'en')).toBe('Central European Summer Time');
});

/** The days of a month, and which events fall on which. */
import { expect, test } from 'vitest';
import { byDay, daysOf, lastDayOf, monthFrom, weeksOf } from '#lib/month.ts';

const evening = {
  starts_at: '2026-12-05T19:00:00+01:00',
  ends_at: '2026-12-05T22:00:00+01:00',
  time_zone: 'Europe/Berlin',
};

test('weeks begin on Monday and hold days of this month only', () => {
  const weeks = weeksOf('2026-12');
  expect(weeks).toHaveLength(5);
  expect(weeks[0]).toEqual([null, '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06']);
  expect(weeks[4]).toEqual(['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', null, null, null]);
});

test('a month that fills its weeks has no empty day', () => {
  expect(weeksOf('2027-02').flat()).not.toContain(null);
  expect(weeksOf('2027-02')).toHaveLength(4);
});

test('a leap year has a day more', () => {
  expect(lastDayOf('2028-02')).toBe('2028-02-29');
});

test('months follow each other over the year’s end', () => {
  expect(monthFrom('2026-12', 1)).toBe('2027-01');
  expect(monthFrom('2027-01', -1)).toBe('2026-12');
});

test.each(['', '2026', '2026-13', '2026-00', '26-12', '2026-12-01', '2026-12\n'])('"%s" is no month', (text) => {
  expect(monthFrom(text, 0)).toBeNull();
});

test('an event without an end is on the day it starts', () => {
  expect(daysOf({ ...evening, ends_at: null })).toEqual(['2026-12-05']);
});

test('an event of several days is on each of them', () => {
  const camp = { ...evening, starts_at: '2026-12-30T12:00:00+01:00', ends_at: '2027-01-01T15:00:00+01:00' };
  expect(daysOf(camp)).toEqual(['2026-12-30', '2026-12-31', '2027-01-01']);
});

test('a night out belongs to the evening on which it began', () => {
  expect(daysOf({ ...evening, ends_at: '2026-12-06T02:30:00+01:00' })).toEqual(['2026-12-05']);
});

test('an end that an editor has put before the start changes nothing', () => {
  expect(daysOf({ ...evening, ends_at: '2026-12-01T02:30:00+01:00' })).toEqual(['2026-12-05']);
});

test('several events of a day stay in their order', () => {
  const late = { ...evening, starts_at: '2026-12-05T21:00:00+01:00' };
  expect(byDay([evening, late]).get('2026-12-05')).toEqual([evening, late]);
});

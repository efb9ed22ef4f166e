/** The days of a month as a wall calendar has them, and which events fall on which. Months are written `2026-12`. */
import type { Span } from './dates.ts';

/** Until this hour of the next morning an event still belongs to the evening on which it began. */
const NIGHT_ENDS = '06:00';

/** The month before (-1), after (1) or at some distance from another; null where that is no month. */
export function monthFrom(month: string, distance: number): string | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null;
  return isoDay(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + distance, 1))).slice(0, 7);
}

/** The weeks of a month, Monday first: days such as `2026-12-01`, null for those of its neighbours. */
export function weeksOf(month: string): (string | null)[][] {
  const last = lastDayOf(month);
  const first = new Date(`${month}-01T00:00Z`);
  const cells: (string | null)[] = Array<null>((first.getUTCDay() + 6) % 7).fill(null);
  for (let day = 1; day <= Number(last.slice(8)); day++) cells.push(`${month}-${String(day).padStart(2, '0')}`);
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(7 * week, 7 * week + 7));
}

/** `2026-12-31` for `2026-12`. */
export function lastDayOf(month: string): string {
  return isoDay(new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)));
}

/** The days on which an event takes place, in its own time zone: times carry that zone's offset. */
export function daysOf(event: Span): string[] {
  const first = event.starts_at.slice(0, 10);
  const last = event.ends_at ? endDay(first, event.ends_at) : first;
  const days = [first];
  for (let day = first; day < last && days.length < 31; days.push(day)) {
    day = isoDay(new Date(new Date(`${day}T00:00Z`).getTime() + 86_400_000));
  }
  return days;
}

/** Events by day, in the order given. */
export function byDay<E extends Span>(events: E[]): Map<string, E[]> {
  const days = new Map<string, E[]>();
  for (const event of events) {
    for (const day of daysOf(event)) days.set(day, [...(days.get(day) ?? []), event]);
  }
  return days;
}

function endDay(first: string, endsAt: string): string {
  const day = endsAt.slice(0, 10);
  if (day <= first || endsAt.slice(11, 16) > NIGHT_ENDS) return day;
  return isoDay(new Date(new Date(`${day}T00:00Z`).getTime() - 86_400_000));
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

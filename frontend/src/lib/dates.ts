/** Writes dates and times the way readers of a language do, and times of events in the events' own time zone. */

/** A bare `en` would mean American dates to Intl; our readers put the day first. */
function readable(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

const LONG_DAY: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

/** `2026-05-04` (a date without a time) as "4 May 2026". */
export function formatDate(date: string, locale: string): string {
  return new Intl.DateTimeFormat(readable(locale), { ...LONG_DAY, timeZone: 'UTC' }).format(new Date(date));
}

/** `2026-12` as "December 2026". */
export function formatMonth(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(readable(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01`));
}

/** A day such as `2026-12-05` as "Saturday", or "Sat" in short. */
export function formatWeekday(day: string, locale: string, weekday: 'long' | 'short'): string {
  return new Intl.DateTimeFormat(readable(locale), { weekday, timeZone: 'UTC' }).format(new Date(day));
}

export interface Span {
  /** ISO 8601 with offset. */
  starts_at: string;
  ends_at: string | null;
  /** A name of the IANA time zone database, such as `Europe/Berlin`. */
  time_zone: string;
}

/** "Saturday 14 March 2026, 14:00–17:00"; what start and end share is written once. */
export function formatSpan(span: Span, locale: string): string {
  const format = new Intl.DateTimeFormat(readable(locale), {
    ...LONG_DAY,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: span.time_zone,
  });
  const start = new Date(span.starts_at);
  return span.ends_at ? format.formatRange(start, new Date(span.ends_at)) : format.format(start);
}

/** One part of the day on which an event starts, in its own time zone: "14", "Mar" or "2026". */
export function formatPart(span: Span, part: 'day' | 'month' | 'year' | 'weekday', locale: string): string {
  const style = part === 'day' || part === 'year' ? 'numeric' : 'short';
  return new Intl.DateTimeFormat(readable(locale), { [part]: style, timeZone: span.time_zone }).format(
    new Date(span.starts_at),
  );
}

/** The name of the event's time zone on the day it starts: "Central European Standard Time". */
export function formatZone(span: Span, locale: string): string {
  const parts = new Intl.DateTimeFormat(readable(locale), { timeZone: span.time_zone, timeZoneName: 'long' });
  const name = parts.formatToParts(new Date(span.starts_at)).find((part) => part.type === 'timeZoneName');
  return name?.value ?? span.time_zone;
}

/** When an event begins, by the clock of its own time zone: "09:30". */
export function formatTime(span: Span, locale: string): string {
  const format = new Intl.DateTimeFormat(readable(locale), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: span.time_zone,
  });
  return format.format(new Date(span.starts_at));
}

/** Events by the year that they begin in, years and events in the given order. */
export function byYear<E extends Span>(events: E[], locale: string): [year: string, events: E[]][] {
  const years = new Map<string, E[]>();
  for (const event of events) {
    const year = formatPart(event, 'year', locale);
    years.set(year, [...(years.get(year) ?? []), event]);
  }
  return [...years];
}

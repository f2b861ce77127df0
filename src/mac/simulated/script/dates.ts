import { ScriptError, type Value } from '../values.ts';
import { monthNames, toNumber, toText, weekdayNames } from './coerce.ts';
import { integer, text } from './values.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const two = (value: number): string => String(value).padStart(2, '0');

/** "Friday, November 20, 2026 at 10:15:00 AM", as a Mac set to English (US) shows dates. */
export const longDate = (date: Date): string => `${dateString(date)} at ${timeString(date)}`;

const dateString = (date: Date): string =>
  `${capital(weekdayNames[date.getDay()] ?? '')}, ${capital(monthNames[date.getMonth()] ?? '')} ${date.getDate()}, ${date.getFullYear()}`;

const timeString = (date: Date): string =>
  `${date.getHours() % 12 === 0 ? 12 : date.getHours() % 12}:${two(date.getMinutes())}:${two(date.getSeconds())} ${date.getHours() < 12 ? 'AM' : 'PM'}`;

/** Local ISO 8601, `2026-11-20T10:15:00`. */
export const isoOf = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;

/** A property of a date; undefined when dates have none of this name. */
export function dateProperty(date: Date, name: string): Value | undefined {
  switch (name) {
    case 'year':
      return integer(date.getFullYear());
    case 'month':
      return { type: 'constant', name: capital(monthNames[date.getMonth()] ?? '') };
    case 'day':
      return integer(date.getDate());
    case 'weekday':
      return { type: 'constant', name: capital(weekdayNames[date.getDay()] ?? '') };
    case 'time':
      return integer(date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds());
    case 'hours':
      return integer(date.getHours());
    case 'minutes':
      return integer(date.getMinutes());
    case 'seconds':
      return integer(date.getSeconds());
    case 'date string':
      return text(dateString(date));
    case 'time string':
      return text(timeString(date));
    case 'short date string':
      return text(`${date.getMonth() + 1}/${date.getDate()}/${String(date.getFullYear()).slice(2)}`);
    case 'class':
      return { type: 'class', name: 'date' };
    default:
      return undefined;
  }
}

/** Sets a property of a date in place; what does not fit rolls over, as on a Mac. False when there is no such property. */
export function setDateProperty(date: Date, name: string, value: Value): boolean {
  switch (name) {
    case 'year':
      date.setFullYear(toNumber(value));
      return true;
    case 'month':
      date.setMonth(toNumber(value) - 1);
      return true;
    case 'day':
      date.setDate(toNumber(value));
      return true;
    case 'time':
      date.setHours(0, 0, toNumber(value), 0);
      return true;
    case 'hours':
      date.setHours(toNumber(value));
      return true;
    case 'minutes':
      date.setMinutes(toNumber(value));
      return true;
    case 'seconds':
      date.setSeconds(toNumber(value));
      return true;
    default:
      return false;
  }
}

/**
 * `date "…"`, read as a Mac set to English (US) would: month/day/year or a month's name, with a time of day. Anything
 * else is -30720; other regions read other forms, which is why scripts should build dates from numbers.
 */
export function readDate(value: Value, now: Date): Value {
  const written = toText(value);
  const match =
    /^(?:[A-Za-z]+,\s*)?(?:([A-Za-z]+)\s+(\d{1,2}),?\s+(\d{4})|(\d{1,2})\/(\d{1,2})\/(\d{2,4}))?(?:\s*(?:at\s+)?(\d{1,2}):(\d\d)(?::(\d\d))?\s*([AaPp][Mm])?)?$/.exec(
      written.trim(),
    );
  const month =
    match?.[1] === undefined ? Number(match?.[4]) : monthNames.indexOf(match[1].toLowerCase()) + 1;
  if (match === null || written.trim() === '' || month === 0) {
    throw new ScriptError(-30720, `Invalid date and time date "${written}".`);
  }
  const year = Number(match[3] ?? match[6] ?? now.getFullYear());
  const hasDay = match[2] !== undefined || match[5] !== undefined;
  const hour = Number(match[7] ?? 0);
  const half = match[10]?.toLowerCase();
  const hours = half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  const day = hasDay
    ? new Date(year < 100 ? 2000 + year : year, month - 1, Number(match[2] ?? match[5]))
    : new Date(now.getFullYear(), now.getMonth(), now.getDate());
  day.setHours(hours, Number(match[8] ?? 0), Number(match[9] ?? 0), 0);
  return { type: 'date', value: day };
}

/** The constant a bare word names, when it is a day of the week or a month. */
export const weekdayOrMonth = (name: string): Value | undefined =>
  weekdayNames.includes(name) || monthNames.includes(name)
    ? { type: 'constant', name: capital(name) }
    : undefined;

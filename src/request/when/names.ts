import type { Weekday } from './calendar-day.ts';

/** English weekdays with their abbreviations, Sunday first. */
const weekdayNames = [
  ['sunday', 'sun'],
  ['monday', 'mon'],
  ['tuesday', 'tues', 'tue'],
  ['wednesday', 'weds', 'wed'],
  ['thursday', 'thurs', 'thur', 'thu'],
  ['friday', 'fri'],
  ['saturday', 'satur', 'sat'],
];

/** English months with their abbreviations, January first. */
const monthNames = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];

/** Any name of a weekday, for use in an expression. */
export const weekdayWord = weekdayNames.flat().join('|');

/** Any name of a month, for use in an expression. */
export const monthWord = monthNames.flat().join('|');

/** The weekday of a name out of `weekdayWord`. */
export const weekdayNamed = (name: string): Weekday =>
  weekdayNames.findIndex((names) => names.includes(name)) as Weekday;

/** The month (1 to 12) of a name out of `monthWord`. */
export const monthNamed = (name: string): number => 1 + monthNames.findIndex((names) => names.includes(name));

/** Words of dates long enough to be told from a typing mistake. */
export const longNames: readonly string[] = [...weekdayNames, ...monthNames]
  .flatMap(([name = '']) => name)
  .filter((name) => name.length >= 6)
  .concat('tomorrow', 'tonight', 'afternoon', 'evening', 'morning', 'weekend');

export const knownNames: ReadonlySet<string> = new Set([
  ...weekdayNames.flat(),
  ...monthNames.flat(),
  ...longNames,
]);

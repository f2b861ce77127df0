import { addDays, addMonths, type Day, dayOf, daysInMonth, isBefore, weekdayOf } from './day.ts';

/**
 * The day a normalised phrase without its time names, or undefined when it names none that is known here. `laterToday`:
 * whether a weekday that is today's may mean today, since its time is still to come.
 */
export function readDay(phrase: string, now: Date, { laterToday }: { laterToday: boolean }): Day | undefined {
  const today = dayOf(now);
  const words = phrase
    .replace(
      /\b(?:on|at|by|for|the|of|in time|around|about|before|from|this coming|coming|sometime|please)\b/g,
      (word) => (word === 'from' || word === 'this coming' || word === 'coming' ? word : ' '),
    )
    .replace(/\b(?:this )?coming\b/g, 'this')
    .replace(/\s+/g, ' ')
    .trim();
  for (const [pattern, day] of rules) {
    const match = pattern.exec(words);
    if (match !== null) return day(match, today, laterToday);
  }
  return undefined;
}

const weekdays = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const weekday = `(${weekdays.join('|')})`;
const month = `(${months.join('|')})`;
const nth = '(1st|2nd|3rd|4th|5th|last)';
const date = '(\\d{1,2})(?:st|nd|rd|th)?';

type Rule = (match: RegExpExecArray, today: Day, laterToday: boolean) => Day | undefined;

const rules: readonly (readonly [RegExp, Rule])[] = [
  [
    /^(?:today|tonight|now|this|later|later today|(?:later )?this (?:morning|afternoon|evening))$/,
    (_, today) => today,
  ],
  [/^tomorrow$/, (_, today) => addDays(today, 1)],
  [/^(?:day after tomorrow|day after tmrw|overmorrow)$/, (_, today) => addDays(today, 2)],
  [
    /^(?:in )?(\d+|an?|couple|few)(?: of)? (day|week|fortnight|month|year)s?(?:'s? time)?(?: from (?:now|today))?$/,
    (match, today) => moved(today, match[1], match[2]),
  ],
  [
    /^(\d+|an?) (day|week|fortnight|month)s? (?:from|after) (.+)$/,
    (match, today, later) => moved(readSimple(match[3], today, later), match[1], match[2]),
  ],
  [
    /^(\d+|an?) (week|fortnight)s? (.+)$/,
    (match, today, later) => moved(readSimple(match[3], today, later), match[1], match[2]),
  ],
  [
    new RegExp(`^(?:next )?${weekday} (week|fortnight)$`),
    (match, today, later) => moved(readSimple(match[1], today, later), '1', match[2]),
  ],
  [
    /^(tomorrow|today) (week|fortnight)$/,
    (match, today, later) => moved(readSimple(match[1], today, later), '1', match[2]),
  ],
  [/^next week$/, (_, today) => addDays(today, (8 - weekdayOf(today)) % 7 || 7)],
  [/^next month$/, (_, today) => ({ ...addMonths({ ...today, day: 1 }, 1) })],
  [/^(?:this |next )?weekend$/, (match, today) => upcoming(today, 6, !match[0].startsWith('next'))],
  [/^end (?:this )?week$/, (_, today) => upcoming(today, 5, true)],
  [/^end (?:this )?month$/, (_, today) => ({ ...today, day: daysInMonth(today) })],
  [/^end (?:this )?year$/, (_, today) => ({ ...today, month: 12, day: 31 })],
  [
    new RegExp(`^(?:this )?${weekday}$`),
    (match, today, later) => upcoming(today, weekdays.indexOf(match[1] ?? ''), later),
  ],
  [new RegExp(`^next ${weekday}$`), (match, today) => nextWeek(today, weekdays.indexOf(match[1] ?? ''))],
  [
    new RegExp(`^${weekday} (?:after )?next(?: week)?$`),
    (match, today) => nextWeek(today, weekdays.indexOf(match[1] ?? '')),
  ],
  [
    new RegExp(`^next week(?: on)? ${weekday}$`),
    (match, today) => nextWeek(today, weekdays.indexOf(match[1] ?? '')),
  ],
  [
    new RegExp(`^${nth} ${weekday}(?: in)? (?:${month}|(this|next)? ?month)(?: (\\d{4}))?$`),
    (match, today) => nthWeekday(match, today),
  ],
  [
    new RegExp(`^(?:${weekday} )?${month} ${date}(?: (\\d{4}))?$`),
    (match, today) => monthDay(today, match[2], match[3], match[4]),
  ],
  [
    new RegExp(`^(?:${weekday} )?${date} ${month}(?: (\\d{4}))?$`),
    (match, today) => monthDay(today, match[3], match[2], match[4]),
  ],
  [
    new RegExp(`^${month} ${date} ${weekday}$`),
    (match, today) => monthDay(today, match[1], match[2], undefined),
  ],
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, (match) => valid(Number(match[1]), Number(match[2]), Number(match[3]))],
  [/^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?$/, (match, today) => slashed(match, today)],
  [
    /^(\d{1,2})\.(\d{1,2})\.(?:(\d{4}|\d\d))?$/,
    (match, today) => monthDay(today, months[Number(match[2]) - 1], match[1], match[3]),
  ],
  [
    new RegExp(`^(?:${weekday} )?(\\d{1,2})(?:st|nd|rd|th)(?: (this|next) month)?$`),
    (match, today) => dayOfMonth(today, match),
  ],
  [new RegExp(`^(\\d{1,2})(?:st|nd|rd|th) ${weekday}$`), (match, today) => nextDate(today, Number(match[1]))],
  [/^christmas eve$/, (_, today) => yearly(today, 12, 24)],
  [/^(?:christmas|xmas)(?: day)?$/, (_, today) => yearly(today, 12, 25)],
  [/^boxing day$/, (_, today) => yearly(today, 12, 26)],
  [/^(?:new year'?s? eve|nye|silvester)$/, (_, today) => yearly(today, 12, 31)],
  [/^new year'?s?(?: day)?$/, (_, today) => yearly(today, 1, 1)],
  [/^valentine'?s?(?: day)?$/, (_, today) => yearly(today, 2, 14)],
  [/^halloween$/, (_, today) => yearly(today, 10, 31)],
];

function readSimple(words: string | undefined, today: Day, laterToday: boolean): Day | undefined {
  if (words === undefined) return undefined;
  for (const [pattern, day] of rules) {
    const match = pattern.exec(words);
    if (match !== null) return day(match, today, laterToday);
  }
  return undefined;
}

function moved(from: Day | undefined, count: string | undefined, unit: string | undefined): Day | undefined {
  if (from === undefined) return undefined;
  const many =
    count === undefined || /^an?$/.test(count)
      ? 1
      : count === 'couple'
        ? 2
        : count === 'few'
          ? 3
          : Number(count);
  switch (unit) {
    case 'day':
      return addDays(from, many);
    case 'week':
      return addDays(from, 7 * many);
    case 'fortnight':
      return addDays(from, 14 * many);
    case 'month':
      return addMonths(from, many);
    default:
      return addMonths(from, 12 * many);
  }
}

/** The coming such day of the week; today only when its time is still to come. */
function upcoming(today: Day, wanted: number, todayCounts: boolean): Day {
  const ahead = (wanted - weekdayOf(today) + 7) % 7;
  return addDays(today, ahead === 0 && !todayCounts ? 7 : ahead);
}

/** "Next Friday" is the Friday of next week, weeks beginning on Monday. */
function nextWeek(today: Day, wanted: number): Day {
  const fromMonday = (day: number) => (day + 6) % 7;
  return addDays(today, 7 - fromMonday(weekdayOf(today)) + fromMonday(wanted));
}

function nthWeekday(match: RegExpExecArray, today: Day): Day | undefined {
  const [, which, dayName, monthName, relative, year] = match;
  const wanted = weekdays.indexOf(dayName ?? '');
  const find = (first: Day): Day => {
    if (which === 'last') {
      const last = { ...first, day: daysInMonth(first) };
      return addDays(last, -((weekdayOf(last) - wanted + 7) % 7));
    }
    return addDays(
      first,
      ((wanted - weekdayOf(first) + 7) % 7) + 7 * (Number.parseInt(which ?? '1', 10) - 1),
    );
  };
  if (monthName === undefined) return find(addMonths({ ...today, day: 1 }, relative === 'next' ? 1 : 0));
  const first = {
    year: year === undefined ? today.year : Number(year),
    month: months.indexOf(monthName) + 1,
    day: 1,
  };
  const found = find(first);
  return year === undefined && isBefore(found, today) ? find({ ...first, year: first.year + 1 }) : found;
}

function monthDay(
  today: Day,
  monthName: string | undefined,
  day: string | undefined,
  year: string | undefined,
): Day | undefined {
  const number = months.indexOf(monthName ?? '') + 1;
  if (number === 0) return undefined;
  if (year !== undefined)
    return valid(year.length === 2 ? 2000 + Number(year) : Number(year), number, Number(day));
  return yearly(today, number, Number(day));
}

/** Month before day, as the date format of the Mac's default region has it; the other way round where only that can be. */
function slashed(match: RegExpExecArray, today: Day): Day | undefined {
  const [first, second] = [Number(match[1]), Number(match[2])];
  const [monthNumber, day] = first > 12 ? [second, first] : [first, second];
  return monthDay(today, months[monthNumber - 1], String(day), match[3]);
}

function yearly(today: Day, monthNumber: number, day: number): Day | undefined {
  const this_ = valid(today.year, monthNumber, day);
  if (this_ !== undefined && !isBefore(this_, today)) return this_;
  return valid(today.year + 1, monthNumber, day);
}

function dayOfMonth(today: Day, match: RegExpExecArray): Day | undefined {
  const [, dayName, number, relative] = match;
  if (relative === 'next') {
    const month = addMonths({ ...today, day: 1 }, 1);
    return valid(month.year, month.month, Number(number));
  }
  if (dayName === undefined) return nextDate(today, Number(number));
  // "Thursday the 8th": the next 8th that is a Thursday, within a year; the next 8th when there is none.
  for (let ahead = 0; ahead < 12; ahead++) {
    const first = addMonths({ ...today, day: 1 }, ahead);
    const day = valid(first.year, first.month, Number(number));
    if (day !== undefined && !isBefore(day, today) && weekdayOf(day) === weekdays.indexOf(dayName))
      return day;
  }
  return nextDate(today, Number(number));
}

function nextDate(today: Day, number: number): Day | undefined {
  for (let ahead = 0; ahead < 4; ahead++) {
    const first = addMonths({ ...today, day: 1 }, ahead);
    const day = valid(first.year, first.month, number);
    if (day !== undefined && !isBefore(day, today)) return day;
  }
  return undefined;
}

function valid(year: number, monthNumber: number, day: number): Day | undefined {
  if (monthNumber < 1 || monthNumber > 12 || day < 1) return undefined;
  return day <= daysInMonth({ year, month: monthNumber, day: 1 })
    ? { year, month: monthNumber, day }
    : undefined;
}

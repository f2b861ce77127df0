/** A day of the calendar, as on the user's wall; months count from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** 0 is Sunday, as in JavaScript. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

// Days are counted in UTC, where each has 24 hours, so no change of clocks shifts one.
const msPerDay = 86_400_000;

const count = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day) / msPerDay;

function fromCount(days: number): Day {
  const date = new Date(days * msPerDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

export const dayOf = (date: Date): Day => ({
  year: date.getFullYear(),
  month: date.getMonth() + 1,
  day: date.getDate(),
});

export const addDays = (day: Day, days: number): Day => fromCount(count(day) + days);

/** The same day of another month, or that month's last: January 31 and a month is February 28 or 29. */
export function addMonths({ year, month, day }: Day, months: number): Day {
  const first = fromCount(count({ year, month: month + months, day: 1 }));
  return { ...first, day: Math.min(day, daysInMonth(first)) };
}

export const daysInMonth = ({ year, month }: Omit<Day, 'day'>): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

export const weekdayOf = (day: Day): Weekday => new Date(count(day) * msPerDay).getUTCDay() as Weekday;

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: Day, b: Day): number => count(b) - count(a);

/** Whether the calendar has such a day: no February 30. */
export const exists = (day: Day): boolean =>
  day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= daysInMonth(day);

/** Monday of the week the day is in. */
export const mondayOf = (day: Day): Day => addDays(day, -((weekdayOf(day) + 6) % 7));

/** The first such weekday on or after the day. */
export const weekdayFrom = (day: Day, weekday: Weekday): Day =>
  addDays(day, (weekday - weekdayOf(day) + 7) % 7);

/** The nth such weekday of a month, the last for `n` of -1; undefined when it has no fifth. */
export function nthWeekday({ year, month }: Omit<Day, 'day'>, weekday: Weekday, n: number): Day | undefined {
  if (n === -1) {
    const last = { year, month, day: daysInMonth({ year, month }) };
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const found = addDays(weekdayFrom({ year, month, day: 1 }, weekday), 7 * (n - 1));
  return found.month === month ? found : undefined;
}

/** A day of the calendar: month 1..12, day 1..31. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export const dayOf = (time: Date): Day => ({
  year: time.getFullYear(),
  month: time.getMonth() + 1,
  day: time.getDate(),
});

/** Calendar arithmetic is done in UTC, where every day has 24 hours. */
const utc = ({ year, month, day }: Day): Date => new Date(Date.UTC(year, month - 1, day));

export function addDays(day: Day, count: number): Day {
  const moved = utc({ ...day, day: day.day + count });
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** The same day so many months later; the month's last where it has no such day. */
export function addMonths(day: Day, count: number): Day {
  const first = utc({ year: day.year, month: day.month + count, day: 1 });
  const month = { year: first.getUTCFullYear(), month: first.getUTCMonth() + 1, day: 1 };
  return { ...month, day: Math.min(day.day, daysInMonth(month)) };
}

export const daysInMonth = ({ year, month }: Day): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => utc(day).getUTCDay();

export const isBefore = (a: Day, b: Day): boolean => utc(a).getTime() < utc(b).getTime();

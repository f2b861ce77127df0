import { ToolError } from './tool.ts';

/** A moment, or a day alone; local wall-clock time. */
export interface DateTime {
  readonly date: Date;
  readonly allDay: boolean;
}

/** Reads `YYYY-MM-DD HH:MM:SS` (seconds may be left out) or `YYYY-MM-DD`. Throws ToolError('bad-argument'). */
export function readDateTime(value: string, meaning: string): DateTime {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(value.trim());
  if (parts !== null) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
      .slice(1)
      .map((part) => Number(part ?? 0));
    const date = new Date(year, month - 1, day, hour, minute, second);
    const exists =
      date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60 && second < 60;
    if (exists) return { date, allDay: parts[4] === undefined };
  }
  throw new ToolError('bad-argument', `The ${meaning} “${value}” is not a date: say when.`);
}

/** A date as scripts take it: year, month, day, seconds since midnight. Scripts know no date texts. */
export const scriptDate = (date: Date): [number, number, number, number] => [
  date.getFullYear(),
  date.getMonth() + 1,
  date.getDate(),
  date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds(),
];

/** Local ISO text, `2026-11-20T10:15:00`, as scripts read dates back. */
export function isoText(date: Date): string {
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `Friday, November 27, 2026 at 3:00 PM`; a day alone without its time. */
export function inWords({ date, allDay }: DateTime): string {
  const day = date.toLocaleDateString('en-US', {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    year: 'numeric',
  });
  return allDay ? day : `${day} at ${timeInWords(date)}`;
}

export const timeInWords = (date: Date): string =>
  date.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' }).replace(/\s/g, ' ');

import { normaliseWhen } from './when/normalise.ts';
import { lastOfRange, lengthInMinutes, resolveWhen, toDate } from './when.ts';

/** The minutes of a length as people say it ("an hour and a half", "90 min", "45"); undefined when it is none. */
export function resolveMinutes(phrase: string): number | undefined {
  const text = normaliseWhen(phrase)
    .replace(/^(?:for|lasting|of|in|about|around|roughly|a full|full) /g, '')
    .replace(/-/g, ' ')
    .replace(/ (?:long|slot|block|meeting|call)$/, '');
  if (/^(?:all|whole|full) day$/.test(text)) return 24 * 60;
  const plain = /^(\d+)$/.exec(text);
  const minutes = plain === null ? lengthInMinutes(text) : Number(plain[1]);
  return minutes === undefined || minutes <= 0 ? undefined : minutes;
}

/**
 * When something that begins at `start` ends, by what was said: a length, a time of day (the first such time after the
 * start), or a whole date. Undefined when nothing can be made of it, or it lies before the start.
 */
export function resolveEnd(phrase: string, start: Date): Date | undefined {
  const text = lastOfRange(normaliseWhen(phrase));
  const minutes = /^\d{1,2}$/.test(text) ? undefined : resolveMinutes(text);
  if (minutes !== undefined) return new Date(start.getTime() + minutes * 60_000);
  const clock = /^(\d{1,2})(?::(\d\d))?$/.exec(text);
  if (clock !== null) return nextClock(Number(clock[1]), Number(clock[2] ?? 0), start);
  const when = resolveWhen(text, start);
  if (when?.time === undefined) return undefined;
  const end = toDate(when);
  return end.getTime() > start.getTime() ? end : undefined;
}

/** The first time after `start` that a clock of twelve hours shows this. */
function nextClock(hour: number, minute: number, start: Date): Date | undefined {
  if (hour > 24 || minute > 59) return undefined;
  const hours = hour > 12 || hour === 0 ? [hour] : [hour % 12, (hour % 12) + 12, (hour % 12) + 24];
  return [...hours, hour + 24]
    .map((candidate) => new Date(start.getFullYear(), start.getMonth(), start.getDate(), candidate, minute))
    .find((candidate) => candidate.getTime() > start.getTime());
}

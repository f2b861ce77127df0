import * as chrono from 'chrono-node';
import { writtenClock } from './request.ts';
import {
  bareHour,
  type PartOfDay,
  type SaidClock,
  soonestBefore,
  takeClock,
  usualHour,
} from './when/clock-phrase.ts';
import { addDays, type Day, dayOf, isBefore } from './when/day.ts';
import { readDay } from './when/day-phrase.ts';
import { normaliseWhen } from './when/normalise.ts';

/** A moment of the user's wall clock; without a time, a whole day. */
export interface When extends Day {
  readonly time?: { readonly hour: number; readonly minute: number };
}

/** What else tells in which half of the day a bare "8" is. */
export interface Hints {
  /** When it ends, as it was said: "until midnight". */
  readonly end?: string | undefined;
  /** The part of the day such a thing is usually in: a dinner, a breakfast. */
  readonly part?: 'morning' | 'evening' | undefined;
}

/**
 * What a date phrase means at `now`, or undefined when nothing can be made of it. A clock without "am" or "pm" is the
 * next sensible one: today's next such hour from seven to ten, on other days one to six are afternoon. Parts of the
 * day have usual hours. Phrases our rules do not know are left to chrono-node.
 */
export function resolveWhen(phrase: string, now: Date, hints: Hints = {}): When | undefined {
  const text = normaliseWhen(phrase);
  if (text === '') return undefined;
  const exact = /^(\d{4})-(\d\d)-(\d\d)(?:[ t](\d\d):(\d\d)(?::\d\d)?)?$/.exec(text);
  if (exact !== null) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = exact.slice(1).map(Number);
    return exact[4] === undefined ? { year, month, day } : { year, month, day, time: { hour, minute } };
  }
  return (
    fromNow(text, now) ?? fromRules(text, now, hints) ?? fromChrono(text, now) ?? fromRange(text, now, hints)
  );
}

/** "friday 9 to midnight": when it begins. */
function fromRange(text: string, now: Date, hints: Hints): When | undefined {
  const begins = /^(.*\d.*?)\s+(?:to|till?|until)\s+\S.*$/.exec(text)?.[1];
  return begins === undefined ? undefined : (fromRules(begins, now, hints) ?? fromChrono(begins, now));
}

/** A moment as a local Date; a day without a time begins at `hour`. */
export const toDate = ({ year, month, day, time }: When, hour = 0): Date =>
  new Date(year, month - 1, day, time?.hour ?? hour, time?.minute ?? 0);

/** `YYYY-MM-DD HH:MM:SS`, or the day alone. */
export function writtenWhen(when: When): string {
  const written = writtenClock(toDate(when));
  return when.time === undefined ? written.slice(0, 10) : written;
}

/** "in an hour and a half", "twenty minutes from now". */
function fromNow(text: string, now: Date): When | undefined {
  const match = /^(?:in |after )?(?:about )?(.+?)(?: from now)?$/.exec(text);
  if (match === null || !/^(?:in |after )|from now$/.test(text)) return undefined;
  const minutes = lengthInMinutes(match[1] ?? '');
  if (minutes === undefined) return undefined;
  const then = new Date(now.getTime() + minutes * 60_000);
  return { ...dayOf(then), time: { hour: then.getHours(), minute: then.getMinutes() } };
}

/** Minutes of a normalised length in hours and minutes; days and weeks are the calendar's. */
export function lengthInMinutes(text: string): number | undefined {
  const unit = '(hours?|hrs?|hr|h|minutes?|mins?|min|m)';
  if (/\d\s*[ap]m\b/.test(text)) return undefined; // a time of day
  const plain = text.replace(/\b(?:just|about|roughly|exactly)\b/g, '').trim();
  if (/^(?:full |whole |one )?hour$/.test(plain)) return 60;
  if (/^(?:a )?half (?:an |a )?hour$/.test(plain)) return 30;
  if (/^(?:a )?quarter (?:of )?(?:an |a )?hour$/.test(plain)) return 15;
  if (/^(?:3 quarters of an hour|3 quarters)$/.test(plain)) return 45;
  const half = /^(\d+|an?) hours? and a half$/.exec(plain) ?? /^(\d+|an?) and a half hours?$/.exec(plain);
  if (half !== null) return 60 * amount(half[1]) + 30;
  const quarter = /^(\d+|an?) hours? and (?:a )?(quarter|3 quarters)$/.exec(plain);
  if (quarter !== null) return 60 * amount(quarter[1]) + (quarter[2] === 'quarter' ? 15 : 45);
  const parts = [
    ...plain.matchAll(
      new RegExp(`(\\d+(?:[.:]\\d+)?|an?|couple of|a couple of|a few)[ -]?${unit}(?=\\b|\\d)`, 'g'),
    ),
  ];
  const left = plain
    .replace(
      new RegExp(`(\\d+(?:[.:]\\d+)?|an?|couple of|a couple of|a few)[ -]?${unit}(?=\\b|\\d)`, 'g'),
      '',
    )
    .replace(/\band\b/g, '')
    .trim();
  if (parts.length === 0) return undefined;
  const rest = /^\d{1,2}$/.test(left) && parts.length === 1 ? Number(left) : left === '' ? 0 : undefined;
  if (rest === undefined) return undefined;
  const total = parts.reduce(
    (sum, [, count, name]) => sum + amount(count) * (name?.startsWith('h') ? 60 : 1),
    rest,
  );
  return Math.round(total);
}

const amount = (count: string | undefined): number => {
  if (count === undefined || /^an?$/.test(count)) return 1;
  if (count.endsWith('couple of')) return 2;
  return count === 'a few' ? 3 : Number(count.replace(':', '.'));
};

function fromRules(text: string, now: Date, hints: Hints): When | undefined {
  const taken = takeClock(text.replace(/\btonight\b/g, 'today at night'));
  let { rest } = taken;
  let clock = taken.clock && withHints(taken.clock, hints);
  const { part } = taken;
  let day = read(rest, clock, part, now);
  if (day === undefined && clock === undefined) {
    const bare = bareHour(rest);
    if (bare !== undefined) {
      clock =
        part === undefined
          ? withHints(bare.clock, hints)
          : takeClock(`at ${bare.clock.hour} in the ${part === 'noon' ? 'afternoon' : part}`).clock;
      rest = bare.rest;
      day = read(rest, clock, part, now);
    }
  }
  if (day === undefined) return undefined;
  if (clock === undefined) {
    return part === undefined ? day : { ...day, time: { hour: usualHour[part], minute: 0 } };
  }
  const isToday = sameDay(day, dayOf(now));
  return at(day, clock, rest === '' || /^(?:on |for )?(?:today)?$/.test(rest), isToday, now);
}

function withHints(clock: SaidClock, { end, part }: Hints): SaidClock {
  const last = end ? endClock(end) : undefined;
  const known = last === undefined ? clock : soonestBefore(last, clock);
  if (known.sure || part === undefined) return known;
  if (part === 'evening')
    return known.hour >= 5 && known.hour < 10 ? { ...known, hour: known.hour + 12, sure: true } : known;
  return known.hour >= 4 && known.hour < 12 ? { ...known, sure: true } : known;
}

/** The time of day an end names, and nothing else; undefined when it is a length or names a day. */
function endClock(end: string): SaidClock | undefined {
  const text = lastOfRange(normaliseWhen(end));
  const { clock, rest } = takeClock(/^\d/.test(text) ? `at ${text}` : text);
  return rest === '' ? clock : undefined;
}

/** Of "from 5 to 6:30", "until 6:30", normalised, what stands behind "to". */
export const lastOfRange = (text: string): string =>
  text
    .replace(/^.*\d.* (?:until|till?|to) (?=\S)/, '')
    .replace(/^(?:(?:ends?|ending|until|till?|to|through|and|by|at|-) ?)+/, '')
    .trim();

/**
 * When something begins that has an end of its own: "friday at 9" until "midnight" is in the evening. `range`: where a
 * day alone is said of the beginning, the hours said elsewhere ("2 pm to 4 pm").
 */
export function resolveStart(start: string, now: Date, hints: Hints, range?: string): When | undefined {
  const alone = start === '' ? undefined : resolveWhen(start, now, hints);
  if (alone?.time !== undefined || range === undefined) return alone;
  const whole = resolveWhen(`${start} ${range}`, now, hints);
  return whole?.time === undefined ? alone : whole;
}

/** The day the words name; no words at all, with a time or a part of the day: today. */
function read(
  rest: string,
  clock: SaidClock | undefined,
  part: PartOfDay | undefined,
  now: Date,
): Day | undefined {
  const words = rest.replace(/^(?:at|on|for|by|in|@|the|around|about|this)$/, '').trim();
  if (words === '') return clock === undefined && part === undefined ? undefined : dayOf(now);
  const laterToday = clock !== undefined && couldBeLater(clock, now);
  return readDay(words, now, { laterToday });
}

/** Whether today is meant by its own weekday: only while the usual such time is still to come. */
const couldBeLater = ({ hour, minute, sure }: SaidClock, now: Date): boolean =>
  (sure ? hour : likelyHour(hour)) * 60 + minute > now.getHours() * 60 + now.getMinutes();

function at(day: Day, clock: SaidClock, dayNotSaid: boolean, isToday: boolean, now: Date): When {
  const { minute } = clock;
  if (clock.hour === 24) return { ...addDays(day, 1), time: { hour: 0, minute } };
  const nowMinutes = now.getHours() * 60 + now.getMinutes();
  if (clock.sure) {
    const past = dayNotSaid && isToday && clock.hour * 60 + minute <= nowMinutes;
    return { ...(past ? addDays(day, 1) : day), time: { hour: clock.hour, minute } };
  }
  const hours = [clock.hour % 12, (clock.hour % 12) + 12];
  if (isToday) {
    const next =
      hours.find((hour) => hour * 60 + minute > nowMinutes && hour >= 7) ??
      hours.find((hour) => hour * 60 + minute > nowMinutes);
    if (next !== undefined) return { ...day, time: { hour: next, minute } };
    if (dayNotSaid) return { ...addDays(day, 1), time: { hour: likelyHour(clock.hour), minute } };
  }
  return { ...day, time: { hour: likelyHour(clock.hour), minute } };
}

/** One to six are said of the afternoon, twelve is noon, seven to eleven are said of the morning. */
const likelyHour = (hour: number): number => (hour % 12 < 7 ? (hour % 12) + 12 : hour);

const sameDay = (a: Day, b: Day): boolean => a.year === b.year && a.month === b.month && a.day === b.day;

const saysPast = /\b(?:last|past|previous|ago|yesterday|\d{4})\b/;

function fromChrono(text: string, now: Date): When | undefined {
  const [found] = chrono.parse(text, now, { forwardDate: true });
  if (found === undefined || found.text.length < text.length / 2) return undefined;
  const { start } = found;
  const day = { year: start.get('year') ?? 0, month: start.get('month') ?? 1, day: start.get('day') ?? 1 };
  if (isBefore(day, dayOf(now)) && !saysPast.test(text)) return undefined; // asked rather than put into the past
  if (!start.isCertain('hour')) return day;
  return { ...day, time: { hour: start.get('hour') ?? 0, minute: start.get('minute') ?? 0 } };
}

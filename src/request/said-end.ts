import { resolveEnd, resolveMinutes } from './durations.ts';
import { normaliseWhen } from './when/normalise.ts';
import { lastOfRange, resolveWhen, toDate } from './when.ts';

const clock = String.raw`\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?`;
const range = new RegExp(
  String.raw`\b(${clock})\s*(?:-|–|—|to|till?|until)\s*(${clock}|noon|midday|midnight)`,
  'gi',
);
const length =
  /((?:\d+|an?|half an?|one|two|three|four)(?:[\s-]+and a half)?[\s-]*(?:minutes?|mins?|hours?|hrs?|h)(?: and a half)?)(?:[\s-]long)?\s+["“']?$/i;

/**
 * The end of an event that the plan leaves out though the request tells it: a range that begins when the event does
 * ("from 5pm to 5:30pm"), or a length right before its title ("a 30 minute one-on-one"). Undefined without either.
 */
export function saidEnd(query: string, { title, start }: { title: string; start: Date }): Date | undefined {
  // as it is written, and with its numbers as digits: "two pm to four pm"
  for (const [, first = '', last = ''] of `${query}\n${normaliseWhen(query)}`.matchAll(range)) {
    // without am or pm of its own, the first time has the second's half of the day, or the start's
    const begins = resolveWhen(`at ${first}`, start)?.time;
    const same = begins !== undefined && begins.hour % 12 === start.getHours() % 12;
    const end = same && begins.minute === start.getMinutes() ? resolveEnd(last, start) : undefined;
    if (end !== undefined) return end;
  }
  const at = title === '' ? -1 : query.toLowerCase().indexOf(title.toLowerCase());
  const before = at > 0 ? length.exec(query.slice(0, at)) : null;
  const minutes = before === null ? undefined : resolveMinutes((before[1] ?? '').replaceAll('-', ' '));
  return minutes === undefined ? undefined : new Date(start.getTime() + minutes * 60_000);
}

/** The range of hours in the request that ends as `end` says: "2 pm to 4 pm" for "four pm", or for all of itself. */
export function saidRange(query: string, end: string): string | undefined {
  const last = lastOfRange(normaliseWhen(end));
  return [...normaliseWhen(query).matchAll(range)].find(([, , second]) => second?.trim() === last)?.[0];
}

/** An event of more days than this is not what was meant. */
const mostDays = 60;

/** The day a phrase without a time of day names, from `start` on; undefined when it names none. */
export function lastDay(phrase: string, start: Date): Date | undefined {
  const when = resolveWhen(phrase.replace(/^(?:to|until|till?|through|thru|ends?|-)\s+/i, ''), start);
  if (when === undefined || when.time !== undefined) return undefined;
  const day = toDate(when);
  const days = (day.getTime() - start.getTime()) / 86_400_000;
  return days >= 0 && days <= mostDays ? day : undefined;
}

/** The last day of "from November 23 to November 25", by the words of the request; undefined without one. */
export function saidLastDay(query: string, start: Date): Date | undefined {
  for (const { index, 0: connector } of query.matchAll(/\b(?:to|until|till?|through|thru)\s+|\s[-–—]\s/gi)) {
    const words = query
      .slice(index + connector.length)
      .split(/\s+/)
      .slice(0, 4);
    for (let count = words.length; count > 0; count--) {
      const phrase = words
        .slice(0, count)
        .join(' ')
        .replace(/[.,;!?]+$/, '');
      if (!/\d|day\b|^(?:tomorrow|tonight)/i.test(phrase)) continue;
      const day = lastDay(phrase, start);
      if (day !== undefined && day > start) return day;
    }
  }
  return undefined;
}

import { describe, expect, test } from 'vitest';
import { resolveEnd, resolveMinutes } from '../../src/request/durations.ts';
import { saidEnd } from '../../src/request/said-end.ts';
import { resolveStart, resolveWhen, writtenWhen } from '../../src/request/when.ts';

/** A Friday morning. */
const now = new Date(2026, 10, 20, 10, 15);
const at = (phrase: string, clock = now) => {
  const when = resolveWhen(phrase, clock);
  return when === undefined ? undefined : writtenWhen(when);
};

test.each([
  ['today', '2026-11-20'],
  ['tomorrow', '2026-11-21'],
  ['the day after tomorrow', '2026-11-22'],
  ['tomorrow at 3', '2026-11-21 15:00:00'],
  ['tomorrow at 3pm', '2026-11-21 15:00:00'],
  ['tomorrow morning', '2026-11-21 09:00:00'],
  ['tomorrow at 6am', '2026-11-21 06:00:00'],
  ['tonight', '2026-11-20 20:00:00'],
  ['tonight at 8', '2026-11-20 20:00:00'],
  ['at 5', '2026-11-20 17:00:00'],
  ['at 5pm', '2026-11-20 17:00:00'],
  ['at 17:30', '2026-11-20 17:30:00'],
  ['at noon', '2026-11-20 12:00:00'],
  ['noon tomorrow', '2026-11-21 12:00:00'],
  ['quarter past four', '2026-11-20 16:15:00'],
  ['half past two tomorrow', '2026-11-21 14:30:00'],
  ['quarter to 9 on Monday', '2026-11-23 08:45:00'],
  ['in an hour and a half', '2026-11-20 11:45:00'],
  ['in 20 minutes', '2026-11-20 10:35:00'],
  ['in half an hour', '2026-11-20 10:45:00'],
  ['two hours from now', '2026-11-20 12:15:00'],
  ['in three days', '2026-11-23'],
  ['in two weeks', '2026-12-04'],
  ['on Monday', '2026-11-23'],
  ['Monday at 9', '2026-11-23 09:00:00'],
  ['on Monday at 4:30 pm', '2026-11-23 16:30:00'],
  ['this Sunday', '2026-11-22'],
  ['Wednesday afternoon', '2026-11-25 15:00:00'],
  ['on the 25th', '2026-11-25'],
  ['on the 3rd', '2026-12-03'],
  ['on the 25th at 2', '2026-11-25 14:00:00'],
  ['first Monday of December', '2026-12-07'],
  ['a week from Saturday', '2026-11-28'],
  ['a week from tomorrow', '2026-11-28'],
  ['December 4', '2026-12-04'],
  ['4 December at 9am', '2026-12-04 09:00:00'],
  ['March 5 at 3pm', '2027-03-05 15:00:00'],
  ['July 4', '2027-07-04'],
  ['2026-12-01', '2026-12-01'],
  ['2026-12-01 09:30', '2026-12-01 09:30:00'],
  ['close of business', '2026-11-20 17:00:00'],
  ['close of business on Monday', '2026-11-23 17:00:00'],
  ['midnight', '2026-11-21 00:00:00'],
  ['first thing tomorrow', '2026-11-21 09:00:00'],
  ['Tuesday from 9 to 10:30', '2026-11-24 09:00:00'],
  ['monday 9 to midnight', '2026-11-23 21:00:00'],
  ['Saturday from 8 to midnight', '2026-11-21 20:00:00'],
  ['9 to noon tomorrow', '2026-11-21 09:00:00'],
  ['9 to 5 pm on Monday', '2026-11-23 09:00:00'],
  ['Saturday 11 to 1am', '2026-11-21 23:00:00'],
  ['Monday from 7 until 11pm', '2026-11-23 19:00:00'],
  ['tomorrow 7-9 in the evening', '2026-11-21 19:00:00'],
  ['tomorrow 10-12', '2026-11-21 10:00:00'],
  ['wednesday first thing at eight', '2026-11-25 08:00:00'],
  ['eight thirty this evening', '2026-11-20 20:30:00'],
  ['on the first of the month', '2026-12-01'],
])('%s, said on a Friday at 10:15, is %s', (phrase, written) => {
  expect(at(phrase)).toBe(written);
});

test.each([
  ['Monday at 7', { part: 'evening' }, '2026-11-23 19:00:00'],
  ['today at 8', { part: 'evening' }, '2026-11-20 20:00:00'],
  ['Monday at 8am', { part: 'evening' }, '2026-11-23 08:00:00'],
  ['Monday at 6', { part: 'morning' }, '2026-11-23 06:00:00'],
  ['Monday at 9', { end: 'until midnight' }, '2026-11-23 21:00:00'],
  ['9 on Monday', { end: 'to noon' }, '2026-11-23 09:00:00'],
  ['Monday from 7', { end: 'until 11pm' }, '2026-11-23 19:00:00'],
  ['Monday at 9', { end: 'for 2 hours' }, '2026-11-23 09:00:00'],
  ['Monday at 9', { end: '9 to noon' }, '2026-11-23 09:00:00'],
  ['Monday', { end: 'Wednesday' }, '2026-11-23'],
] as const)('what begins “%s”, knowing %j, begins at %s', (start, hints, written) => {
  const when = resolveStart(start, now, hints);
  expect(when && writtenWhen(when)).toBe(written);
});

test('“next Friday” said on a Wednesday is the one of next week', () => {
  expect(at('next Friday', new Date(2026, 10, 18, 9))).toBe('2026-11-27');
});

test('an hour that is over today is tomorrow’s, or this evening’s', () => {
  expect(at('at 9', new Date(2026, 10, 20, 22, 0))).toBe('2026-11-21 09:00:00');
  expect(at('at 9', now)).toBe('2026-11-20 21:00:00');
});

test('what chrono-node takes for a past day, though nobody said so, is no time', () => {
  expect(at('in april midnight till tomorrow')).toBeUndefined();
  expect(at('april – 99 –')).toBeUndefined();
  expect(at('1 May 2020')).toBe('2020-05-01');
});

test.each(['', 'soon-ish', 'the purple one', 'Riverside Courts', 'at 99'])('“%s” is no time', (phrase) => {
  expect(at(phrase)).toBeUndefined();
});

describe('lengths and ends', () => {
  test.each([
    ['an hour', 60],
    ['hour', 60],
    ['half an hour', 30],
    ['an hour and a half', 90],
    ['90 min', 90],
    ['45 minutes', 45],
    ['two hours', 120],
    ['1.5 hours', 90],
    ['quarter of an hour', 15],
    ['45', 45],
    ['a while', undefined],
    ['1am', undefined],
    ['0 minutes', undefined],
  ])('%s is %s minutes', (phrase, minutes) => {
    expect(resolveMinutes(phrase)).toBe(minutes);
  });

  const start = new Date(2026, 10, 20, 17, 0);
  test.each([
    ['to 5:30pm', 17, 30],
    ['until 7', 19, 0],
    ['till 18:15', 18, 15],
    ['for 45 minutes', 17, 45],
    ['half an hour', 17, 30],
    ['7pm', 19, 0],
    ['5pm until 7pm', 19, 0],
    ['from 5 to 6:30', 18, 30],
  ])('what begins at five and is said to end “%s”', (phrase, hour, minute) => {
    expect(resolveEnd(phrase, start)).toEqual(new Date(2026, 10, 20, hour, minute));
  });

  test.each([
    ['Haircut from 5pm to 5:30pm please', 'Haircut', 30],
    ['Haircut 5-6pm', 'Haircut', 60],
    ['haircut five pm to seven pm', 'haircut', 120],
    ['a 30 minute one-on-one with Jo at 5', 'one-on-one', 30],
    ['an hour-long review at 5', 'review', 60],
    ['Dinner at 5, text Jo that I am 10 minutes late', 'Dinner', undefined],
    ['Dinner at 5 and lunch from 1 to 2', 'Dinner', undefined],
  ])('“%s”: %s takes %s minutes', (query, title, minutes) => {
    const end = saidEnd(query, { title, start });
    expect(end === undefined ? undefined : (end.getTime() - start.getTime()) / 60_000).toBe(minutes);
  });
});

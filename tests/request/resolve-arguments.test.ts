import { expect, test } from 'vitest';
import type { Call } from '../../src/plan/call.ts';
import { parsePlan } from '../../src/plan/parse.ts';
import { formatCall } from '../../src/plan/write.ts';
import { resolveArguments } from '../../src/request/resolve-arguments.ts';
import { tools } from '../../src/tools/index.ts';

const now = new Date(2026, 10, 20, 10, 15);

/** The calls of a plan as they would be executed, and what could not be made out. */
function resolved(plan: string, query = ''): string[] {
  const earlier: Call[] = [];
  return parsePlan(plan, tools, { style: 'lenient' }).calls.flatMap((written) => {
    const { call, problems } = resolveArguments(written, { query, now }, tools, earlier);
    earlier.push(call);
    return [formatCall(call), ...problems.map(({ argument, message }) => `${argument}: ${message}`)];
  });
}

test.each([
  [
    'an hour is what nobody said',
    '1. create_calendar_event("Sync", "tomorrow at 3", "", "", [], "", "")',
    'create_calendar_event("Sync", "2026-11-21 15:00:00", "2026-11-21 16:00:00", "", [], "", "")',
  ],
  [
    'an end may be a length',
    '1. create_calendar_event("Sync", "Monday at 9", "for 45 minutes", "", [], "", "")',
    'create_calendar_event("Sync", "2026-11-23 09:00:00", "2026-11-23 09:45:00", "", [], "", "")',
  ],
  [
    'a title does not hang',
    '1. create_calendar_event("Fireworks for", "July 4 at 9pm", "", "", [], "", "")',
    'create_calendar_event("Fireworks", "2027-07-04 21:00:00", "2027-07-04 22:00:00", "", [], "", "")',
  ],
  [
    'a day without a time is all day',
    '1. create_reminder("Pay", "on the 25th", "", "", 0, False)',
    'create_reminder("Pay", "2026-11-25", "", "", 0, True)',
  ],
  [
    'a time is not all day',
    '1. create_reminder("Pay", "at 5", "", "", 3, True)',
    'create_reminder("Pay", "2026-11-20 17:00:00", "", "", 1, False)',
  ],
  [
    'without a date it is not all day',
    '1. create_reminder("Pay", None, "", "", 0, True)',
    'create_reminder("Pay", "", "", "", 0, False)',
  ],
  [
    'transport in words',
    '1. maps_show_directions("here", "Salem", "by train")',
    'maps_show_directions("here", "Salem", "r")',
  ],
  [
    'spoken addresses',
    '1. compose_new_email(["sid at acme dot com"], [], "Hi", "x", [])',
    'compose_new_email(["sid@acme.com"], [], "Hi", "x", [])',
  ],
  [
    'a subject from what is said',
    '1. compose_new_email(["a@b.co"], [], "", "that the rent is due on Friday", [])',
    'compose_new_email(["a@b.co"], [], "The rent is due on Friday", "that the rent is due on Friday", [])',
  ],
  [
    'a name for a note without one',
    '1. create_note("", "the plumber quoted 340", "")',
    'create_note("The plumber quoted 340", "the plumber quoted 340", "")',
  ],
  [
    'a Zoom meeting without a time is soon',
    '1. get_zoom_meeting_link("", "", 0, [])',
    'get_zoom_meeting_link("Meeting", "2026-11-20 10:30:00", 60, [])',
  ],
])('%s', (_, plan, call) => {
  expect(resolved(plan)).toEqual([call]);
});

test('a meeting is named after who comes', () => {
  const plan =
    '1. get_email_address("my boss")\n2. get_email_address("Bo")\n3. create_calendar_event("", "tomorrow at 3", "", "", ["$1", "$2"], "", "")';
  expect(resolved(plan)[2]).toBe(
    'create_calendar_event("Meeting with Boss and Bo", "2026-11-21 15:00:00", "2026-11-21 16:00:00", "", ["$1", "$2"], "", "")',
  );
});

test('a mail that carries a file is called after it', () => {
  const plan =
    '1. open_and_get_file_path("Q3 report.pdf")\n2. summarize_pdf("$1")\n3. compose_new_email(["a@b.co"], [], "", "$2", [])\n4. compose_new_email(["a@b.co"], [], "", "", ["$1"])';
  expect(resolved(plan).slice(2)).toEqual([
    'compose_new_email(["a@b.co"], [], "Summary of Q3 report", "$2", [])',
    'compose_new_email(["a@b.co"], [], "Q3 report", "", ["$1"])',
  ]);
  const described = plan.replace('Q3 report.pdf', 'the budget');
  expect(resolved(described).slice(2)).toEqual([
    'compose_new_email(["a@b.co"], [], "Summary of the budget", "$2", [])',
    'compose_new_email(["a@b.co"], [], "The budget", "", ["$1"])',
  ]);
});

test.each([
  ['Trip from November 23 to November 25', '2026-11-23', '2026-11-25'],
  ['put offsite in the calendar, Dec 3 until Dec 4 please', '2026-12-03', '2026-12-04'],
  ['Holiday on December 24, all day', '2026-12-24', '2026-12-24'],
])('“%s” lasts whole days', (query, first, last) => {
  const [call] = resolved(`1. create_calendar_event("Trip", "${first}", "", "", [], "", "")`, query);
  expect(call).toBe(`create_calendar_event("Trip", "${first}", "${last}", "", [], "", "")`);
});

test.each([
  ['Drive to Oslo on November 23', ''],
  ['Lunch with 12 people on November 23', ''],
])('“%s” does not', (query, end) => {
  const [call] = resolved(`1. create_calendar_event("Trip", "2026-11-23", "${end}", "", [], "", "")`, query);
  expect(call).toContain('"2026-11-23 09:00:00", "2026-11-23 10:00:00"');
});

test.each([
  ['15th of april', 'four pm', 'book it for 15th of april two pm to four pm', '2027-04-15 14:00:00'],
  ['Monday', 'two pm to four pm', 'Monday two pm to four pm', '2026-11-23 14:00:00'],
  ['', '3 to 4pm', 'lesson 3 to 4pm', '2026-11-20 15:00:00'],
  ['Monday', 'to noon', 'Monday 9 to noon, then text Jo at 4 to 5pm', '2026-11-23 09:00:00'],
  ['Monday', 'noon', 'a lesson Monday, over at noon', '2026-11-23 09:00:00'],
])('an event on “%s” until “%s”, of “%s”, begins at %s', (start, end, query, begins) => {
  const [call] = resolved(`1. create_calendar_event("Lesson", "${start}", "${end}", "", [], "", "")`, query);
  expect(call).toContain(`"Lesson", "${begins}"`);
});

test('dinner is in the evening, breakfast in the morning', () => {
  const at = (title: string, time: string) =>
    resolved(`1. create_calendar_event("${title}", "Monday at ${time}", "", "", [], "", "")`)[0];
  expect(at('Dinner with Ana', '7')).toContain('"2026-11-23 19:00:00", "2026-11-23 20:00:00"');
  expect(at('Breakfast club', '6')).toContain('"2026-11-23 06:00:00"');
  expect(at('Stand-up', '7')).toContain('"2026-11-23 07:00:00"');
});

test('an end that is a day makes it whole days, too', () => {
  const [call] = resolved('1. create_calendar_event("Trip", "2026-11-23", "2026-11-25", "", [], "", "")');
  expect(call).toContain('"2026-11-23", "2026-11-25"');
});

test('a name with its extension is the file’s name, without the kind of file said before it', () => {
  for (const said of ['the photo holiday.png', 'photo holiday.png', 'file called holiday.png'])
    expect(resolved(`1. open_and_get_file_path("${said}")`)[0]).toBe('open_and_get_file_path("holiday.png")');
  expect(resolved('1. open_and_get_file_path("budget 2026.pdf")')[0]).toBe(
    'open_and_get_file_path("budget 2026.pdf")',
  );
});

test('what code cannot make out is a problem, not a guess', () => {
  expect(resolved('1. create_calendar_event("Sync", "when pigs fly", "", "", [], "", "")')[1]).toBe(
    'start_date: I could not tell when “when pigs fly” is.',
  );
  expect(resolved('1. create_calendar_event("Sync", "", "", "", [], "", "")')[1]).toContain(
    'There is no date or time',
  );
});

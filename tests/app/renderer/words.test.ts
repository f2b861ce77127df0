import { expect, test } from 'vitest';
import { callInWords, whenInWords } from '../../../src/app/renderer/request/call-in-words.ts';
import { createPlanParser } from '../../../src/plan/parse.ts';
import { tools } from '../../../src/tools/index.ts';

function inWords(plan: string): string[] {
  const parser = createPlanParser(tools, { style: 'strict' });
  const calls = [...parser.push(plan), ...parser.end()].flatMap((item) =>
    item.type === 'call' ? [item.call] : [],
  );
  return calls.map((call) => {
    const { title, detail } = callInWords(call, calls, { locale: 'en-GB' });
    return detail === '' ? title : `${title} — ${detail}`;
  });
}

test('results of other calls are named for what they are', () => {
  expect(
    inWords(`1. get_email_address("my boss")
2. open_and_get_file_path("budget")
3. get_zoom_meeting_link("Budget sync", "2026-11-24 15:00:00", 60, ["$1"])
4. create_calendar_event("Budget sync", "2026-11-24 15:00:00", "2026-11-24 16:00:00", "", ["$1"], "$3", "")
5. compose_new_email(["$1"], [], "Budget", "$3", ["$2"])
6. join()<END_OF_PLAN>`),
  ).toEqual([
    'Look up Boss’ address',
    'Find and open “budget”',
    'Create the Zoom meeting “Budget sync” — Tue 24 Nov, 15:00 · 60 min · with Boss',
    'Put “Budget sync” in the calendar — Tue 24 Nov, 15:00–16:00 · with Boss · the Zoom link',
    'Draft a mail to Boss — “Budget” · the Zoom link · with the file “budget”',
  ]);
});

test.each([
  [
    '1. create_reminder("call Mum", "2026-11-21", "", "", 1, True)\n2. join()',
    'Remind me: call Mum — Sat 21 Nov · high priority',
  ],
  ['1. maps_show_directions("", "Salem", "w")\n2. join()', 'Directions to Salem — from here · on foot'],
  [
    '1. append_note_content("Trip", "tent", "Travel")\n2. join()',
    'Add to the note “Trip” — tent · in “Travel”',
  ],
  ['1. send_sms(["+1 555 0101", "Ana"], "late")\n2. join()', 'Text +1 555 0101 and Ana — “late”'],
])('%s', (plan, words) => {
  expect(inWords(plan)[0]).toBe(words);
});

test('a time that is no time stays as it was said', () => {
  expect(whenInWords('after lunch', '', 'en-GB')).toBe('after lunch');
});

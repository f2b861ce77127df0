import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPlanParser, type PlanItem, parsePlan } from '../../src/plan/parse.ts';
import { formatCall, formatPlan } from '../../src/plan/write.ts';
import { tools } from '../../src/tools/index.ts';

/** Calls and errors of a text, in words. */
function read(
  source: string,
  style: 'strict' | 'lenient',
  chunks: readonly number[] = [source.length],
): string[] {
  const parser = createPlanParser(tools, { style });
  const items: PlanItem[] = [];
  let at = 0;
  for (const size of chunks) {
    items.push(...parser.push(source.slice(at, at + size)));
    at += size;
  }
  items.push(...parser.push(source.slice(at)), ...parser.end());
  return items.flatMap((item) => {
    if (item.type === 'call') return [`${item.call.id}. ${formatCall(item.call)}`];
    return item.type === 'error' ? [`line ${item.error.line}: ${item.error.message}`] : [];
  });
}

const plan = `1. get_email_address("Sid")
2. get_zoom_meeting_link("Budget \\"sync\\"", "2026-11-23 15:00:00", 60, ["$1", "lu@x.example"])
3. compose_new_email(["$1"], [], "Hi", "a \\$2 coffee, link: $2", [])
4. join()<END_OF_PLAN>`;

describe('our own plans', () => {
  test('are read as they were written', () => {
    const { calls, errors } = parsePlan(plan, tools, { style: 'strict' });
    expect(errors).toEqual([]);
    expect(formatPlan(calls)).toBe(plan);
    expect(calls[2]?.args[3]).toEqual({ pieces: ['a $2 coffee, link: ', { call: 2 }] });
  });

  test('give the same calls in whatever pieces they come', () => {
    const whole = read(plan, 'strict');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 }), (chunks) => {
        expect(read(plan, 'strict', chunks)).toEqual(whole);
      }),
    );
  });

  test('give a call the moment its line is complete', () => {
    const parser = createPlanParser(tools, { style: 'strict' });
    expect(parser.push('1. get_email_address("Sid")')).toEqual([]);
    expect(parser.push('\n')).toMatchObject([{ type: 'call', call: { id: 1, tool: 'get_email_address' } }]);
  });
});

describe('published models’ plans', () => {
  test.each([
    [
      'thoughts',
      'Thought: I need the number.\n1. get_phone_number("Al")\nThought: done\n2. join()',
      ['1. get_phone_number("Al")'],
    ],
    [
      'braced references',
      '1. get_phone_number("Al")\n2. send_sms(["$\u007b1}"], "Hi")\n3. join()',
      ['1. get_phone_number("Al")', '2. send_sms(["$1"], "Hi")'],
    ],
    [
      'single quotes and None',
      "1. open_note('Al\\'s list', None)\n2. join()",
      ['1. open_note("Al\'s list", "")'],
    ],
    ['no join', '1. maps_open_location("Rome")', ['1. maps_open_location("Rome")']],
    [
      'a doubled join and text after it',
      '1. maps_open_location("Rome")\n2. join()\n3. join()\nHope that helps! 4. get_phone_number("x")',
      ['1. maps_open_location("Rome")'],
    ],
    [
      'keyword arguments',
      '1. open_note(folder="Work", name="Plan")\n2. join()',
      ['1. open_note("Plan", "Work")'],
    ],
    [
      'one value where a list is wanted',
      '1. send_sms("+1555", "Hi")\n2. join()',
      ['1. send_sms(["+1555"], "Hi")'],
    ],
    [
      'numbers that skip',
      '1. get_phone_number("Al")\n3. send_sms(["$1"], "Hi")\n4. join()',
      ['1. get_phone_number("Al")', '2. send_sms(["$1"], "Hi")'],
    ],
    [
      'a dollar amount',
      '1. create_note("Coffee", "it was $3 and $12", "")\n2. join()',
      ['1. create_note("Coffee", "it was \\$3 and \\$12", "")'],
    ],
    [
      'a text over several lines',
      '1. create_note("Trip", "Pack:\n- socks\n- hat (warm)", "")\n2. join()',
      ['1. create_note("Trip", "Pack:\\n- socks\\n- hat (warm)", "")'],
    ],
    [
      'a list over several lines',
      '1. get_phone_number("Al")\n2. send_sms(\n    ["$1"],\n    "Hi"\n)\n3. join()',
      ['1. get_phone_number("Al")', '2. send_sms(["$1"], "Hi")'],
    ],
    [
      'references without quotes',
      '1. get_phone_number("Al")\n2. send_sms([$1], "Hi")\n3. create_note("Al", $1, "")\n4. join()',
      ['1. get_phone_number("Al")', '2. send_sms(["$1"], "Hi")', '3. create_note("Al", "$1", "")'],
    ],
    [
      'texts put together',
      '1. get_phone_number("Al")\n2. send_sms(["$1"], "His number is " + $1 + "!")\n3. join()',
      ['1. get_phone_number("Al")', '2. send_sms(["$1"], "His number is $1!")'],
    ],
    ['typographic quotes', '1. open_note(“Al’s list”, “”)\n2. join()', ['1. open_note("Al’s list", "")']],
    [
      'an f-string',
      '1. get_phone_number("Al")\n2. create_note("Al", f"is $1", "")',
      ['1. get_phone_number("Al")', '2. create_note("Al", "is $1", "")'],
    ],
    [
      'JSON’s words',
      '1. create_reminder("Tea", null, "", "", 0, false)\n2. join()',
      ['1. create_reminder("Tea", "", "", "", 0, False)'],
    ],
    [
      'arguments left out at the end',
      '1. compose_new_email(["a@x.example"], [], "Hi")\n2. join()',
      ['1. compose_new_email(["a@x.example"], [], "Hi", "", [])'],
    ],
    [
      'a reference to a later call, which is text',
      '1. create_note("A", "$2", "")\n2. get_phone_number("Al")\n3. join()',
      ['1. create_note("A", "\\$2", "")', '2. get_phone_number("Al")'],
    ],
    [
      'a remark behind the call',
      '1. get_phone_number("Al")  # Al is a friend\n2. send_sms(["$1"], "Hi") -> status\n3. join() # done',
      ['1. get_phone_number("Al")', '2. send_sms(["$1"], "Hi")'],
    ],
    [
      'the end of the plan without a join, and a new task after it',
      '1. maps_open_location("Rome")<END_OF_PLAN>\n\n### Input:\nRequest: more\n1. get_phone_number("x")',
      ['1. maps_open_location("Rome")'],
    ],
    [
      'other ways to number',
      'Plan:\n1) get_phone_number("Al")\n$2 = send_sms(["$1"], "Hi")\n- join()',
      ['1. get_phone_number("Al")', '2. send_sms(["$1"], "Hi")'],
    ],
    [
      'a number in quotes and a number as text',
      '1. get_zoom_meeting_link("Sync", "2026-11-23 15:00:00", "60", [])\n2. open_note(2026, "")\n3. join()',
      ['1. get_zoom_meeting_link("Sync", "2026-11-23 15:00:00", 60, [])', '2. open_note("2026", "")'],
    ],
    [
      'an empty list in quotes',
      '1. reply_to_email("[]", "Yes", "[]")\n2. join()',
      ['1. reply_to_email([], "Yes", [])'],
    ],
    ['a code fence', '```\n1. maps_open_location("Rome")\n2. join()\n```', ['1. maps_open_location("Rome")']],
  ])('%s', (_, source, calls) => {
    expect(read(source, 'lenient')).toEqual(calls);
  });
});

describe('what is wrong is data: which line, what, and what would be right', () => {
  test.each([
    ['1. get_phone_nmber("Al")', 'line 1: There is no tool get_phone_nmber. Did you mean get_phone_number?'],
    ['1. get_phone_number("Al")\n3. get_phone_number("Bo")', 'line 2: This call is number 2, not 3.'],
    ['hello', 'line 1: This is no call; one is written like 1. get_phone_number("Sid")'],
  ])('%j', (source, error) => {
    expect(read(source, 'strict').filter((item) => item.startsWith('line'))).toEqual([error]);
  });

  test.each([
    '1. send_sms(["+1"])',
    '1. open_note("a", "b", "c")',
    '1. open_note("a',
    '1. create_reminder("a", "", "", "", "urgent", 7)',
  ])('%j is an error that tells the signature', (source) => {
    expect(read(source, 'strict')).toEqual([expect.stringMatching(/^line 1: .*takes \(/)]);
  });

  test('nothing a model writes makes the parser throw', () => {
    const pieces = fc.constantFrom(
      '1. ',
      'join()',
      'send_sms(',
      '[',
      ']',
      '"',
      "'",
      '$1',
      '$\u007b2}',
      '\\',
      ',',
      ')',
      '\n',
      'None',
      '<END_OF_PLAN>',
      'Thought:',
      '🍕',
      '=',
      'name',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
        for (const style of ['strict', 'lenient'] as const) read(parts.join(''), style);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { exact, success } from '../../src/plan/compare.ts';
import { type PlainCall, recordSchema } from '../../src/plan/record.ts';

const gold = recordSchema.parse({
  id: 'x',
  now: '2026-11-20 10:15:00',
  query: 'Mail Sid and Lu the report and remind me to call',
  plans: [
    [
      { tool: 'get_email_address', args: ['Sid'] },
      { tool: 'get_email_address', args: ['Lu'] },
      { tool: 'open_and_get_file_path', args: ['report'] },
      { tool: 'compose_new_email', args: [['$1', '$2'], [], { has: [] }, { has: ['report'] }, ['$3']] },
      { tool: 'create_reminder', args: [{ has: ['call'] }, '', { has: [] }, '', { any: [0, 1] }, false] },
    ],
  ],
}).plans;
const right: PlainCall[] = [
  { tool: 'create_reminder', args: ['Call', '', '', '', 1, false] },
  { tool: 'open_and_get_file_path', args: ['My report.pdf'] },
  { tool: 'get_email_address', args: ['lu'] },
  { tool: 'get_email_address', args: ['Sid.'] },
  { tool: 'compose_new_email', args: [['$4', '$3'], [], 'Reports', 'The reports are here', ['$2']] },
];
const changed = (index: number, args: PlainCall['args']): PlainCall[] =>
  right.map((call, at) => (at === index ? { ...call, args } : call));

describe('success', () => {
  test('is an isomorphic call graph, whatever the order and the arguments', () => {
    expect(success(right, gold)).toBe(true);
    expect(success(changed(0, ['Nothing of it', '2026-01-01', '', 'X', 9, true]), gold)).toBe(true);
  });

  test.each<[string, PlainCall[]]>([
    ['a call too few', right.slice(1)],
    ['a call too many', [...right, { tool: 'maps_open_location', args: ['Rome'] }]],
    ['an edge missing', changed(4, [['$4', 'lu@x.example'], [], '', '', ['$2']])],
    ['an edge to another call', changed(4, [['$4', '$3'], [], '', '$1', ['$2']])],
    [
      'another tool',
      right.map(
        (call): PlainCall =>
          call.tool === 'create_reminder' ? { tool: 'create_note', args: ['Call', '', ''] } : call,
      ),
    ],
    ['no plan', []],
  ])('is not %s', (_, plan) => {
    expect(success(plan, gold)).toBe(false);
  });
});

describe('exact', () => {
  test('compares names without case, articles, endings and punctuation', () => {
    expect(exact(right, gold)).toBe(true);
  });

  test.each([
    ['somebody else', changed(3, ['Sidney'])],
    ['a missing key word', changed(0, ['Phone', '', '', '', 1, false])],
    ['a priority nobody asked for', changed(0, ['Call', '', '', '', 9, false])],
    ['a date nobody asked for', changed(0, ['Call', '2026-11-21', '', '', 0, true])],
  ])('is not %s', (_, plan) => {
    expect([success(plan, gold), exact(plan, gold)]).toEqual([true, false]);
  });
});

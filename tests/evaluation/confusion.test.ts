import { expect, test } from 'vitest';
import { confusion } from '../../src/evaluation/confusion.ts';
import type { ToolName } from '../../src/tools/names.ts';

const calls = (...tools: ToolName[]) => tools.map((tool) => ({ tool, args: [] }));

test('a tool planned in the place of another is told with both names, most frequent first', () => {
  const failures = [
    { golds: [calls('create_note')], calls: calls('create_reminder') },
    {
      golds: [calls('get_phone_number', 'send_sms')],
      calls: calls('get_email_address', 'compose_new_email'),
    },
    {
      golds: [calls('get_phone_number', 'send_sms', 'create_note')],
      calls: calls('get_phone_number', 'send_sms', 'create_reminder'),
    },
  ];
  expect(confusion(failures)).toEqual([
    { gold: 'create_note', planned: 'create_reminder', count: 2 },
    { gold: 'get_phone_number', planned: 'get_email_address', count: 1 },
    { gold: 'send_sms', planned: 'compose_new_email', count: 1 },
  ]);
});

test('a call left out and a call too many stand against nothing', () => {
  expect(
    confusion([
      {
        golds: [calls('get_phone_number', 'get_phone_number', 'send_sms')],
        calls: calls('get_phone_number', 'send_sms'),
      },
    ]),
  ).toEqual([{ gold: 'get_phone_number', planned: undefined, count: 1 }]);
  expect(confusion([{ golds: [[]], calls: calls('open_note') }])).toEqual([
    { gold: undefined, planned: 'open_note', count: 1 },
  ]);
});

test('of several gold plans the nearest counts, and right calls wrongly connected are no confusion', () => {
  expect(
    confusion([{ golds: [calls('send_sms', 'open_note'), calls('open_note')], calls: calls('create_note') }]),
  ).toEqual([{ gold: 'open_note', planned: 'create_note', count: 1 }]);
  expect(
    confusion([{ golds: [calls('open_note', 'send_sms')], calls: calls('send_sms', 'open_note') }]),
  ).toEqual([]);
});

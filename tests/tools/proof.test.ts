import { expect, test } from 'vitest';
import type { WorldInput } from '../../src/mac/simulated/world.ts';
import type { ToolName } from '../../src/tools/names.ts';
import { prove } from '../../src/tools/proof.ts';
import { workbench } from '../helpers/tools.ts';

const event = {
  title: 'Lunch',
  start_date: '2026-11-23 12:00:00',
  end_date: '2026-11-23 13:00:00',
  location: 'Cafe Rio',
  invitees: [],
  notes: 'bring cash',
  calendar: '',
};
const mail = {
  recipients: ['a@x.example'],
  cc: ['b@x.example'],
  subject: 'Hi',
  context: 'x',
  attachments: [],
};

test.each<[ToolName, Record<string, unknown>, string, string, string]>([
  ['create_calendar_event', event, 'Calendar', 'location', 'place empty instead of “Cafe Rio”'],
  ['create_calendar_event', event, 'Calendar', 'summary', 'title “New Event” instead of “Lunch”'],
  ['create_calendar_event', event, 'Calendar', 'description', 'notes empty instead of “bring cash”'],
  [
    'create_reminder',
    { name: 'Milk', due_date: '2026-11-23', notes: '', list_name: '', priority: 1, all_day: true },
    'Reminders',
    'priority',
    'priority “0” instead of “1”',
  ],
  [
    'create_note',
    { name: 'Rome', content: 'see all', folder: '' },
    'Notes',
    'body',
    'text “Rome” instead of “see all”',
  ],
  ['compose_new_email', mail, 'Mail', 'address', 'recipient “missing value” instead of “a@x.example”'],
  ['compose_new_email', mail, 'Mail', 'subject', 'subject empty instead of “Hi”'],
])('%s: what the app did not keep is told with both values', async (name, args, app, property, told) => {
  const faults = [{ app, kind: 'forgets', property }] as WorldInput['faults'];
  const { run } = workbench({ faults });
  await expect(run(name, args)).rejects.toMatchObject({ code: 'mismatch' });
  await expect(run(name, args)).rejects.toThrow(told);
});

test('what is not as it should be can still be taken back', async () => {
  const { run, takeBack, world } = workbench({
    faults: [{ app: 'Calendar', kind: 'forgets', property: 'location' }],
  });
  await expect(run('create_calendar_event', event)).rejects.toThrow();
  expect(await takeBack()).toEqual(['The event “Lunch” is deleted.']);
  expect(world.calendars[0]?.events).toEqual([]);
});

test('kinds and numbers of blanks do not count; a signature below a mail does no harm', () => {
  const [asked, found] = ['Hi', 'Hi\n\n-- \nAlex'];
  expect(() => prove('It', [{ what: 'text', asked, found, within: true }])).not.toThrow();
  expect(() => prove('It', [{ what: 'text', asked, found }])).toThrow('instead of “Hi”');
  expect(() => prove('It', [{ what: 'text', asked: 'a \r\nb', found: 'a\nb\n' }])).not.toThrow();
  expect(() => prove('It', [{ what: 'text', asked: 'a b', found: 'ab' }])).toThrow('“ab” instead of “a b”');
});

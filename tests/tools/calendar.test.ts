import { expect, test } from 'vitest';
import { now, workbench } from '../helpers/tools.ts';

const args = {
  title: 'Budget sync',
  start_date: '2026-11-23 15:00:00',
  end_date: '2026-11-23 16:00:00',
  location: '',
  invitees: [],
  notes: '',
  calendar: '',
};
const event = {
  summary: 'Budget sync',
  startDate: '2026-11-23T15:00:00',
  endDate: '2026-11-23T16:00:00',
  alldayEvent: false,
  status: 'none',
  displayAlarms: [],
  uid: expect.any(String),
};

test('an event goes into the first calendar that can be written to', async () => {
  const { run, world } = workbench({
    calendars: [{ name: 'Holidays', writable: false }, { name: 'Home' }, { name: 'Work' }],
  });
  expect(await run('create_calendar_event', args)).toBe(
    'Added “Budget sync” to the calendar “Home”: Monday, November 23, 2026 at 3:00 PM to 4:00 PM.',
  );
  expect(world.calendars.map(({ events }) => events)).toEqual([[], [event], []]);
});

test('the calendar that was named is found by its words', async () => {
  const { run, world } = workbench({ calendars: [{ name: 'Home' }, { name: 'Work' }] });
  await run('create_calendar_event', { ...args, calendar: 'my work calendar', location: 'Room 4' });
  expect(world.calendars[1]?.events).toEqual([{ ...event, location: 'Room 4' }]);
});

test('a calendar that is not there is not guessed at', async () => {
  const { run, world } = workbench({ calendars: [{ name: 'Home' }] });
  await expect(run('create_calendar_event', { ...args, calendar: 'Choir' })).rejects.toThrow(
    'There is only “Home”.',
  );
  expect(world.calendars[0]?.events).toEqual([]);
});

test('no invitation is promised: who comes is written into the notes, and said', async () => {
  const { run, world } = workbench({
    people: [{ firstName: 'Sid', emails: [{ value: 'sid@acme.example' }] }],
  });
  const said = await run('create_calendar_event', {
    ...args,
    invitees: ['Sid', 'jo@mail.example'],
    notes: 'https://zoom.example/1',
  });
  expect(said).toContain('Calendar lets no script send invitations');
  expect(world.calendars[0]?.events[0]?.description).toBe(
    'https://zoom.example/1\n\nWith Sid (sid@acme.example), jo@mail.example',
  );
});

test('on the 31st the month is set without rolling over', async () => {
  const { run, world } = workbench({});
  now.setMonth(9, 31);
  await run('create_calendar_event', args).finally(() => now.setMonth(10, 20));
  expect(world.calendars[0]?.events).toEqual([event]);
});

test('what ends before it starts is refused before Calendar is asked', async () => {
  const { run } = workbench({ faults: [{ app: 'Calendar', kind: 'refused' }] });
  await expect(
    run('create_calendar_event', { ...args, end_date: '2026-11-23 14:00:00' }),
  ).rejects.toMatchObject({ code: 'bad-argument' });
});

test('the whole Calendar read-only is a clear failure', async () => {
  const { run } = workbench({ calendars: [{ name: 'Holidays', writable: false }] });
  await expect(run('create_calendar_event', args)).rejects.toMatchObject({ code: 'not-found' });
});

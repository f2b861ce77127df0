import { expect, test } from 'vitest';
import { workbench } from '../helpers/tools.ts';

const args = { name: 'Call Mum', due_date: '', notes: '', list_name: '', priority: 0, all_day: false };
const reminder = {
  id: expect.any(String),
  name: 'Call Mum',
  completed: false,
  priority: 0,
  flagged: false,
  creationDate: '2026-11-20T10:15:00',
  modificationDate: '2026-11-20T10:15:00',
};

test('a reminder with a time is due and alerts then', async () => {
  const { run, world } = workbench({});
  const said = await run('create_reminder', { ...args, due_date: '2026-11-20 17:00:00', priority: 1 });
  expect(said).toBe(
    'Added the reminder “Call Mum” to “Reminders”, due Friday, November 20, 2026 at 5:00 PM.',
  );
  expect(world.reminderLists[0]?.reminders).toEqual([
    { ...reminder, priority: 1, dueDate: '2026-11-20T17:00:00', remindMeDate: '2026-11-20T17:00:00' },
  ]);
});

test('a reminder for a day has no time', async () => {
  const { run, world } = workbench({});
  const said = await run('create_reminder', { ...args, due_date: '2026-11-23', all_day: true });
  expect(said).toBe('Added the reminder “Call Mum” to “Reminders”, due Monday, November 23, 2026.');
  expect(world.reminderLists[0]?.reminders).toEqual([{ ...reminder, alldayDueDate: '2026-11-23T00:00:00' }]);
});

test('the list that was named, with notes, without a date', async () => {
  const { run, world } = workbench({ reminderLists: [{ name: 'Reminders' }, { name: 'Chores 🧹' }] });
  await run('create_reminder', { ...args, list_name: 'chores list', notes: 'say "hi" \\ and\nbye' });
  expect(world.reminderLists.map(({ reminders }) => reminders)).toEqual([
    [],
    [{ ...reminder, body: 'say "hi" \\ and\nbye' }],
  ]);
});

test('a list that is not there is said, with those that are', async () => {
  await expect(workbench({}).run('create_reminder', { ...args, list_name: 'Garden' })).rejects.toThrow(
    'There is no list “Garden” in Reminders. There is only “Reminders”.',
  );
});

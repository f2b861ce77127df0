import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { World, WorldInput } from '../src/mac/simulated/world.ts';
import { type DoneRequest, readDone, rememberDone } from '../src/settings/done-requests.ts';
import { tools } from '../src/tools/index.ts';
import type { ToolName } from '../src/tools/names.ts';
import { workbench } from './helpers/tools.ts';

const people = [
  { firstName: 'Ana', emails: [{ value: 'ana@x.example' }], phones: [{ value: '+1 555 0101' }] },
];
const input: WorldInput = {
  people,
  notes: { accounts: [{ folders: [{ name: 'Notes', notes: [{ text: 'Trip\nPack' }] }] }] },
};

/** The things a user would look for, without ids and dates. */
const state = ({ calendars, reminderLists, notes }: World) => ({
  events: calendars.flatMap(({ events }) => events.map(({ summary }) => summary)),
  reminders: reminderLists.flatMap(({ reminders }) => reminders.map(({ name }) => name)),
  notes: notes.accounts.flatMap(({ folders }) =>
    folders.flatMap(({ name, notes: those }) =>
      name === 'Recently Deleted' ? [] : those.map(({ body }) => body),
    ),
  ),
});

const event = {
  title: 'Lunch',
  start_date: '2026-11-23 12:00:00',
  end_date: '2026-11-23 13:00:00',
  location: '',
  invitees: [],
  notes: '',
  calendar: '',
};
const reminder = { name: 'Milk', due_date: '', notes: '', list_name: '', priority: 0, all_day: false };

describe('what was made is taken back', () => {
  test.each<[ToolName, Record<string, unknown>, string]>([
    ['create_calendar_event', event, 'The event “Lunch” is deleted.'],
    ['create_reminder', reminder, 'The reminder “Milk” is deleted.'],
    ['create_note', { name: 'Rome', content: 'see all', folder: '' }, 'The note “Rome” is deleted.'],
    [
      'append_note_content',
      { name: 'Trip', content: 'Skis', folder: '' },
      'The note “Trip” has its text back.',
    ],
    [
      'get_zoom_meeting_link',
      { topic: 'Sync', start_time: '2026-11-23 12:00:00', duration: 30, meeting_invitees: [] },
      'The Zoom meeting “Sync” is cancelled.',
    ],
  ])('%s', async (name, args, said) => {
    const { run, world, takeBack } = workbench(input);
    const before = state(world);
    await run(name, args);
    expect(await takeBack()).toEqual([said]);
    expect(state(world)).toEqual(before);
  });

  test('the last first', async () => {
    const { run, takeBack } = workbench(input);
    await run('create_reminder', reminder);
    await run('create_note', { name: 'Rome', content: '', folder: '' });
    expect(await takeBack()).toEqual(['The note “Rome” is deleted.', 'The reminder “Milk” is deleted.']);
  });

  test('two additions to one note, each by itself', async () => {
    const { run, world, takeBack } = workbench(input);
    const before = state(world);
    await run('append_note_content', { name: 'Trip', content: 'Skis', folder: '' });
    await run('append_note_content', { name: 'Trip', content: 'Boots', folder: '' });
    expect(await takeBack()).toEqual([
      'The note “Trip” has its text back.',
      'The note “Trip” has its text back.',
    ]);
    expect(state(world)).toEqual(before);
  });

  test('every tool that creates can take back what it made', () => {
    const lacking = tools.filter(({ effect, undo }) => effect === 'creates' && undo === undefined);
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });
});

describe('what cannot be taken back is said, and the rest is', () => {
  test('a note that was changed since keeps its text', async () => {
    const { run, world, takeBack } = workbench(input);
    await run('append_note_content', { name: 'Trip', content: 'Skis', folder: '' });
    const note = world.notes.accounts[0]?.folders[0]?.notes[0];
    if (note !== undefined) note.body += '<div>by hand</div>';
    expect(await takeBack()).toEqual([
      'I cannot take back what was added to the note “Trip”. The note “Trip” was changed since, so it is left as it is.',
    ]);
    expect(note?.body).toContain('by hand');
  });

  test('what is gone already', async () => {
    const { run, world, takeBack } = workbench(input);
    await run('create_reminder', reminder);
    if (world.reminderLists[0] !== undefined) world.reminderLists[0].reminders = [];
    expect(await takeBack()).toEqual([
      'I cannot take back the reminder “Milk” in “Reminders”. The reminder “Milk” is not there any more.',
    ]);
  });

  test('drafts are the user’s to close; what was made beside them goes', async () => {
    const { run, takeBack, world } = workbench(input);
    await run('create_note', { name: 'Rome', content: '', folder: '' });
    await run('send_sms', { recipients: ['Ana'], message: 'hi' });
    await run('compose_new_email', {
      recipients: ['Ana'],
      cc: [],
      subject: 'Hi',
      context: 'x',
      attachments: [],
    });
    expect(await takeBack()).toEqual([
      'I cannot take back the draft “Hi”, which is open in Mail.',
      'I cannot take back the message to Ana (+1 555 0101), which is open in Messages.',
      'The note “Rome” is deleted.',
    ]);
    expect(world.mail.outgoingMessages).toHaveLength(1);
  });

  test('an app that may not be controlled any more', async () => {
    const { run, world, takeBack } = workbench(input);
    await run('create_reminder', reminder);
    world.faults.push({ app: 'Reminders', kind: 'not-permitted' });
    expect((await takeBack())[0]).toContain('Privacy & Security');
  });
});

describe('what was done is remembered between commands', () => {
  const request = (query: string): DoneRequest => ({
    query,
    at: '2026-11-20T10:15:00.000Z',
    undo: [{ tool: 'create_note', label: 'the note', data: { id: 'n' } }],
  });
  const newFile = async () => join(await mkdtemp(join(tmpdir(), 'done-')), 'done.json');

  test('the last twenty requests, for the user’s eyes alone', async () => {
    const file = await newFile();
    expect(await readDone(file)).toEqual([]);
    for (let index = 0; index < 22; index++) await rememberDone(request(`request ${index}`), file);
    const kept = await readDone(file);
    expect([kept.length, kept.at(-1)?.query]).toEqual([20, 'request 21']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('a request that did nothing is not', async () => {
    const file = await newFile();
    await rememberDone({ ...request('what'), undo: [] }, file);
    expect(await readDone(file)).toEqual([]);
  });

  test('a damaged file is told, and left as it is', async () => {
    const file = await newFile();
    await writeFile(file, '{');
    await expect(readDone(file)).rejects.toThrow(file);
    await expect(rememberDone(request('x'), file)).rejects.toThrow(file);
    expect(await readFile(file, 'utf8')).toBe('{');
  });
});

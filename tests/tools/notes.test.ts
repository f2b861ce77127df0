import { describe, expect, test } from 'vitest';
import { plainTextOf } from '../../src/mac/simulated/apps/note-text.ts';
import type { World } from '../../src/mac/simulated/world.ts';
import { workbench } from '../helpers/tools.ts';

const notesOf = (world: World) =>
  Object.fromEntries(
    world.notes.accounts.flatMap(({ folders }) =>
      folders.map(({ name, notes }) => [name, notes.map(({ body }) => plainTextOf(body))]),
    ),
  );
const folders = [
  {
    name: 'Notes',
    notes: [
      { text: 'Packing list\nPassport', modificationDate: '2026-11-01T09:00:00' },
      { text: 'Diary\nsecret', passwordProtected: true },
    ],
  },
  { name: 'Travel', notes: [{ text: 'Packing list\nSkis' }] },
];
const world = { notes: { accounts: [{ folders }] } };

describe('create_note', () => {
  test('a note in the default folder, its text as it was said', async () => {
    const { run, world: after } = workbench({});
    expect(
      await run('create_note', { name: 'Q&A <draft>', content: 'one "two"\n\n\\three', folder: '' }),
    ).toBe('Created the note “Q&A <draft>” in “Notes”.');
    expect(notesOf(after)).toEqual({ Notes: ['Q&A <draft>\none "two"\n\n\\three'] });
  });

  test('a note in the folder that was named', async () => {
    const { run, world: after } = workbench(world);
    await run('create_note', { name: 'Rome', content: '', folder: 'travel folder' });
    expect(notesOf(after).Travel).toEqual(['Packing list\nSkis', 'Rome']);
  });
});

describe('open_note', () => {
  test('the only note that fits is opened and read', async () => {
    expect(await workbench(world).run('open_note', { name: 'packing', folder: 'Travel' })).toBe(
      'Packing list\nSkis',
    );
  });

  test('of two alike the user chooses, by folder and date', async () => {
    const { run, questions } = workbench(world, { choose: [1] });
    expect(await run('open_note', { name: 'my packing list', folder: '' })).toBe('Packing list\nSkis');
    expect(questions[0]?.choices[0]).toEqual({ label: 'Packing list', detail: 'Notes, changed 2026-11-01' });
  });

  test('a locked note is told from an empty one', async () => {
    await expect(workbench(world).run('open_note', { name: 'Diary', folder: '' })).rejects.toThrow('locked');
  });

  test('a note that is not there: what comes near is named', async () => {
    await expect(workbench(world).run('open_note', { name: 'Dairy', folder: '' })).rejects.toThrow(
      'Did you mean “Diary”?',
    );
  });
});

describe('append_note_content', () => {
  test('the text stands below what was there', async () => {
    const { run, world: after } = workbench({
      notes: { accounts: [{ folders: [{ name: 'Notes', notes: [{ text: 'Running log\nMon: 5 km' }] }] }] },
    });
    await run('append_note_content', { name: 'running log', content: 'ran <5> km & more', folder: '' });
    expect(notesOf(after)).toEqual({ Notes: ['Running log\nMon: 5 km\nran <5> km & more'] });
  });

  test('a locked note is left as it is', async () => {
    const { run, world: after } = workbench(world);
    await expect(run('append_note_content', { name: 'Diary', content: 'x', folder: '' })).rejects.toThrow(
      'locked',
    );
    expect(notesOf(after).Notes).toEqual(['Packing list\nPassport', 'Diary\nsecret']);
  });
});

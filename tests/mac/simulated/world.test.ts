import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createDefaultWorld } from '../../../src/mac/simulated/default-world.ts';
import { describeWorld } from '../../../src/mac/simulated/show-world.ts';
import { createWorld, loadWorld, saveWorld } from '../../../src/mac/simulated/world.ts';
import { temporaryFolder } from '../../helpers/command.ts';

const folder = temporaryFolder(afterAll);
const now = new Date(2026, 10, 20, 10, 15);

test('a world is the same after it was saved and read again', async () => {
  const file = join(folder, 'deep', 'world.json');
  const world = createDefaultWorld(now);
  await saveWorld(world, file);
  expect(await loadWorld(file)).toEqual(world);
});

test('what is left out is filled in', () => {
  const world = createWorld({ people: [{ firstName: 'Ana' }] });
  expect([
    world.people[0]?.id,
    world.calendars[0]?.name,
    world.reminderLists[0]?.name,
    world.notes.accounts[0]?.defaultFolder,
  ]).toEqual([expect.stringMatching(/^P-/), 'Home', 'Reminders', 'Notes']);
});

test.each([
  [{ people: [{ phones: 'none' }] }, 'people[0].phones'],
  [{ peple: [] }, 'peple'],
  [
    { calendars: [{ name: 'A', events: [{ startDate: 'soon', endDate: '2026-11-20' }] }] },
    'calendars[0].events[0].startDate',
  ],
  [{ files: [{ path: 'a.pdf' }] }, 'files[0].path'],
  [{ faults: [{ app: 'Notes', kind: 'sulking' }] }, 'faults[0].kind'],
])('%j is refused, and the place is named: %s', (input, place) => {
  expect(() => createWorld(input)).toThrow(place);
});

test('a file that is not right is named, and left as it is', async () => {
  const file = join(folder, 'broken.json');
  writeFileSync(file, '{"people": [');
  await expect(loadWorld(file)).rejects.toThrow(file);
  expect(readFileSync(file, 'utf8')).toBe('{"people": [');
});

test('the default world is believable: two Sams, notes, read-only holidays, PDFs that are PDFs', () => {
  const world = createDefaultWorld(now);
  const shown = describeWorld(world);
  expect(world.people.filter(({ firstName }) => firstName === 'Sam')).toHaveLength(2);
  expect(world.people.length).toBeGreaterThan(55);
  expect(shown).toContain('Calendar “US Holidays” (read-only)');
  expect(shown).toContain('▸ Budget review on Thursday — Sid Raman');
  for (const { path, base64 } of world.files.filter((file) => file.path.endsWith('.pdf')))
    expect([
      path,
      Buffer.from(base64 ?? '', 'base64')
        .subarray(0, 5)
        .toString(),
    ]).toEqual([path, '%PDF-']);
});

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/command.ts';
import { inProcess } from '../helpers/in-process.ts';

const folder = temporaryFolder(afterAll);

/** Runs `tinyagent doctor` on a world with these faults, with these settings. */
async function doctor(args: readonly string[], faults: readonly object[], settings: object = {}) {
  const state = mkdtempSync(join(folder, 'state-'));
  const world = join(state, 'world.json');
  writeFileSync(world, JSON.stringify({ faults }));
  writeFileSync(join(state, 'settings.json'), JSON.stringify(settings));
  const ended = await inProcess(['doctor', '--world', world, ...args], state);
  return { ...ended, opened: JSON.parse(readFileSync(world, 'utf8')).opened };
}

test('each app is told with its state, exit status 0 when all is well', async () => {
  const { stdout, status } = await doctor([], []);
  expect(stdout).toBe(
    'Calendar   ready\nContacts   ready\nMail       ready\nNotes      ready\nReminders  ready\n',
  );
  expect(status).toBe(0);
});

test('what is not well is told with what to do, exit status 1; --open opens its pane', async () => {
  const { stdout, status, opened } = await doctor(
    ['--open'],
    [
      { app: 'Mail', kind: 'not-running' },
      { app: 'Notes', kind: 'not-permitted' },
    ],
  );
  expect(stdout).toContain('Mail       Mail did not start.\n           Open it, then ask again.\n');
  expect(stdout).toContain(
    'Notes      TinyAgent may not control Notes.\n           Allow it in System Settings',
  );
  expect(opened).toEqual(['x-apple.systempreferences:com.apple.preference.security?Privacy_Automation']);
  expect(status).toBe(1);
});

test('--json prints one line; apps that are switched off are not looked at, those named are', async () => {
  const settings = { switchedOff: ['Calendar', 'Mail', 'Contacts'], messages: 'send' };
  const all = await doctor(['--json'], [{ app: 'Mail', kind: 'missing' }], settings);
  expect(JSON.parse(all.stdout)).toEqual(
    ['Messages', 'Notes', 'Reminders'].map((app) => ({ app, state: 'ready' })),
  );
  const fault = { app: 'System Events', kind: 'no-accessibility' };
  const named = await doctor(['--json', 'system events'], [fault], settings);
  expect(JSON.parse(named.stdout)).toMatchObject([
    { app: 'System Events', state: 'no-accessibility', pane: 'accessibility' },
  ]);
  expect([all.status, named.status]).toEqual([0, 1]);
});

test('an app nobody knows is bad usage', async () => {
  const { stderr, status } = await doctor(['Photos'], []);
  expect(stderr).toContain('“Photos” is no app TinyAgent uses.');
  expect(status).toBe(2);
});

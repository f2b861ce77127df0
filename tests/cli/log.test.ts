import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLogFile } from '../../src/log/log-file.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { inProcess } from '../helpers/in-process.ts';

const root = temporaryFolder(afterAll);
const newState = () => mkdtempSync(join(root, 'state-'));

/** A state folder whose log has so many requests, the last two hours ago, each an hour after the one before. */
async function filled(count: number): Promise<string> {
  const state = newState();
  const file = createLogFile(join(state, 'log'));
  for (let n = count; n > 0; n--) {
    const at = new Date(Date.now() - (n + 1) * 3_600_000).toISOString();
    const line = (event: object) => file.append(JSON.stringify({ at, request: `r${n}`, ...event }));
    await line({ type: 'request', query: `Request ${n}`, now: '2026-11-20 10:15:00', mac: 'real' });
    await line({ type: 'call', call: 1, text: `create_note("Note ${n}", "x", "")` });
    await line({ type: 'consent', call: 1, words: 'Create it?', allowed: true, asked: true });
    await line({ type: 'outcome', call: 1, status: 'failed', message: 'Notes did not start.', undo: [] });
  }
  return state;
}

test('asking and taking back are logged, and the log shows it; with "log": false they are not', async () => {
  const state = newState();
  const ask = ['ask', '--now', '2026-11-20 10:15', 'Create a note called Trip saying pack the tent'];
  expect((await inProcess(ask, state)).status).toBe(0);
  expect((await inProcess(['ask', '--undo'], state)).status).toBe(0);
  const { stdout, status } = await inProcess(['log', 'trip'], state);
  const [asked, undone] = stdout.split('\n\n');
  expect(asked).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}Create a note .+ \(on the simulated Mac\)\n/);
  expect(asked).toContain('\n  1. create_note("Trip"');
  expect(undone).toMatch(/ taken back: the note “Trip”/);
  expect(status).toBe(0);
  const silent = newState();
  writeFileSync(join(silent, 'settings.json'), '{"log": false}');
  expect((await inProcess(ask, silent)).status).toBe(0);
  expect(existsSync(join(silent, 'log'))).toBe(false);
});

test('a request is told with its calls, leave and outcomes', async () => {
  const { stdout } = await inProcess(['log'], await filled(1));
  expect(stdout.slice(21)).toBe(
    'Request 1\n  1. create_note("Note 1", "x", "")\n  $1 allowed by you: Create it?\n  $1 failed: Notes did not start.\n\n',
  );
});

test('without words the last ones are shown, and that there are more', async () => {
  const { stdout, stderr } = await inProcess(['log'], await filled(22));
  expect(stdout.match(/Request \d+/g)).toHaveLength(20);
  expect(stderr).toContain('the last 20 of 22 requests');
});

test('--since goes back so far, --json prints the lines as they are', async () => {
  const state = await filled(5);
  const { stdout } = await inProcess(['log', '--json', '--since', '3h', 'note'], state);
  const lines = stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).request)).toEqual(['r1', 'r1', 'r1', 'r1']);
  const day = await inProcess(['log', '--since', '2026-01-01', 'note'], state);
  expect(day.stdout.match(/Request/g)).toHaveLength(5);
});

test('--erase erases all of it, and takes nothing that would narrow it down', async () => {
  const state = await filled(2);
  const refused = await inProcess(['log', '--erase', 'note'], state);
  expect([refused.status, readdirSync(join(state, 'log')).length]).toEqual([2, 1]);
  const erased = await inProcess(['log', '--erase'], state);
  expect([erased.status, erased.stderr, readdirSync(join(state, 'log'))]).toEqual([
    0,
    'The log is erased.\n',
    [],
  ]);
  expect((await inProcess(['log'], state)).stderr).toBe('The log has nothing of this.\n');
});

test.each(['teatime', '2026-13-01', '3 weeks'])('--since %s is bad usage', async (since) => {
  expect((await inProcess(['log', '--since', since], newState())).status).toBe(2);
});

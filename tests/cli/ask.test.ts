import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder, tinyagent } from '../helpers/command.ts';

const folder = temporaryFolder(afterAll);
const now = ['--now', '2026-11-20 10:15'];
let count = 0;
function newState(): string {
  const state = join(folder, `state-${count++}`);
  mkdirSync(state);
  return state;
}

const events = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; [key: string]: unknown });

describe('tinyagent ask', () => {
  test('does what a sentence asks for and keeps what happened', async () => {
    const state = newState();
    const asked = await tinyagent(['ask', ...now, "Text Amir that I'm running ten minutes late"], { state });
    expect(asked.stderr).toContain('simulated Mac');
    expect(asked.stdout).toContain('get_phone_number("Amir")');
    expect(asked.stdout).toContain('send_sms(["$1"]');
    expect(asked.status).toBe(0);
    const shown = await tinyagent(['ask', '--mac'], { state });
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain('running ten minutes late');
    const reset = await tinyagent(['ask', '--reset-mac', '--mac'], { state });
    expect(reset.stdout).not.toContain('running ten minutes late');
  });

  test('--json prints every event as a line of JSON, the answer last', async () => {
    const { stdout, status } = await tinyagent(['ask', '--json', ...now, "What is Amir's phone number?"], {
      state: newState(),
    });
    const types = events(stdout).map(({ type }) => type);
    expect(types[0]).toBe('retrieved');
    expect(types).toEqual(expect.arrayContaining(['call', 'planned', 'started', 'finished']));
    expect(types.at(-1)).toBe('answered');
    expect(status).toBe(0);
  });

  test('--plan shows the plan and touches nothing', async () => {
    const state = newState();
    const { stdout, status } = await tinyagent(['ask', '--plan', ...now, 'Text Amir that I am late'], {
      state,
    });
    expect(stdout).toMatch(/^1\. get_phone_number\("Amir"\)\n2\. send_sms\(\["\$1"\], .*\)\n3\. join\(\)/);
    expect(existsSync(join(state, 'simulated-mac.json'))).toBe(false);
    expect(status).toBe(0);
  });

  test('somebody who is not in Contacts is a failure with a clear sentence, exit status 1', async () => {
    const { stdout, status } = await tinyagent(['ask', ...now, 'Text Xyzzyx that I am late'], {
      state: newState(),
    });
    expect(stdout).toContain('Xyzzyx');
    expect(status).toBe(1);
  });

  test.each([
    ['no sentence', ['ask'], 'Say what you want'],
    ['a blank sentence', ['ask', '   '], 'Say what you want'],
    ['an unknown option', ['ask', '--frobnicate', 'hello'], 'unknown option'],
    ['an unknown command', ['frobnicate'], 'unknown command'],
    ['a clock that is none', ['ask', '--now', 'teatime', 'hello'], 'teatime'],
    ['20,000 characters', ['ask', 'a '.repeat(10_000)], '4,000'],
  ])('%s is bad usage, exit status 2, and runs nothing', async (_, args, words) => {
    const state = newState();
    const { status, stderr, stdout } = await tinyagent(args, { state });
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(existsSync(join(state, 'simulated-mac.json'))).toBe(false);
  });

  test('a broken simulated-Mac file is named, and left as it is', async () => {
    const state = newState();
    const file = join(state, 'simulated-mac.json');
    writeFileSync(file, '{"people": [');
    const { status, stderr } = await tinyagent(['ask', ...now, 'Text Amir that I am late'], { state });
    expect(stderr).toContain(file);
    expect(status).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('{"people": [');
  });

  test('a missing model is told with what to do', async () => {
    const { status, stderr } = await tinyagent(['ask', ...now, 'Text Amir that I am late'], {
      state: newState(),
      env: { TINYAGENT_MODELS: join(folder, 'nowhere') },
    });
    expect(stderr).toContain(join(folder, 'nowhere'));
    expect(status).toBe(1);
  });

  test('Ctrl-C stops promptly and says what had been done', async () => {
    const state = newState();
    const world = join(folder, 'slow.json');
    writeFileSync(
      world,
      JSON.stringify({
        people: [{ firstName: 'Amir', phones: [{ label: 'mobile', value: '+1 555 0101' }] }],
        faults: [{ app: 'Contacts', kind: 'slow', ms: 60_000 }],
      }),
    );
    const { status, stderr } = await tinyagent(
      ['ask', ...now, '--world', world, 'Text Amir that I am late'],
      {
        state,
        onOutput: (stdout) => (stdout.includes('1. get_phone_number') ? 'SIGINT' : undefined),
      },
    );
    expect(stderr).toContain('Nothing had been done');
    expect(stderr).toContain('cut short: get_phone_number("Amir")');
    expect(status).toBe(130);
  });

  test('Ctrl-C names a call that was cut short after leave was given for it', async () => {
    const world = join(folder, 'slow-notes.json');
    writeFileSync(world, JSON.stringify({ faults: [{ app: 'Notes', kind: 'slow', ms: 60_000 }] }));
    const { stderr } = await tinyagent(
      ['ask', '--json', ...now, '--world', world, 'Create a note called Trip saying pack the tent'],
      {
        state: newState(),
        onOutput: (stdout) => (stdout.includes('"consented"') ? 'SIGINT' : undefined),
      },
    );
    expect(stderr).toContain('cut short: create_note("Trip"');
  });

  test.each([
    ['quotes and a script in a name', 'Text " & (do shell script "touch /tmp/x") & " that I am late'],
    ['a backslash', 'Text Amir \\" that I am late'],
    ['emoji', 'Text Amir 🎉🎉 happy birthday 🎂'],
    ['control characters', 'Text Amir \u0007\u001b[31m that I am late'],
    ['another language', 'Schreib Amir bitte, dass ich später komme'],
    ['a dollar sign and digits', 'Text Amir that the coffee is $2'],
  ])('%s does no harm: the command ends with an answer', async (_, query) => {
    const { status, stdout } = await tinyagent(['ask', '--json', ...now, query], { state: newState() });
    expect([0, 1]).toContain(status);
    expect(events(stdout).at(-1)?.type).toBe('answered');
  });
});

describe('tinyagent plan --batch', () => {
  test('writes one line a request, in order, a mistake in one being its own', async () => {
    const input = [
      '{"id":"a","now":"2026-11-20 10:15:00","query":"Remind me tomorrow at 6am to feed the cat"}',
      'not json',
      '{"id":"c","query":""}',
      '{"id":"d","now":"2026-11-20 10:15:00","query":"Tell me a joke"}',
    ].join('\n');
    const { stdout, status } = await tinyagent(['plan', '--batch'], { state: newState(), input });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id }) => id)).toEqual(['a', null, 'c', 'd']);
    expect(lines[0].calls).toMatchObject([
      {
        tool: 'create_reminder',
        args: [expect.stringContaining('cat'), '2026-11-21 06:00:00', '', '', 0, false],
      },
    ]);
    expect(lines[1].error).toContain('JSON');
    expect(typeof lines[2].error).toBe('string');
    expect(lines[3]).toMatchObject({ plan: '1. join()<END_OF_PLAN>', calls: [] });
    expect(status).toBe(0);
  });
});

describe('tinyagent mac run', () => {
  test('prints a result as osascript would', async () => {
    const script = join(folder, 'greet.applescript');
    writeFileSync(script, 'on run argv\n  return "Hello, " & item 1 of argv\nend run\n');
    const { stdout, status } = await tinyagent(['mac', 'run', script, '" & quit & "'], { state: newState() });
    expect(stdout).toBe('Hello, " & quit & "\n');
    expect(status).toBe(0);
  });

  test('prints an error as osascript would, with its number and status 1', async () => {
    const script = join(folder, 'missing.applescript');
    writeFileSync(script, 'tell application "Notes" to get body of note "no such note"');
    const { stderr, status } = await tinyagent(['mac', 'run', script], { state: newState() });
    expect(stderr).toMatch(/execution error: .*\(-1728\)\n$/);
    expect(status).toBe(1);
  });
});

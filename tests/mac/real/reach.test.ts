import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AppName } from '../../../src/mac/apps.ts';
import { createRealMac } from '../../../src/mac/real/real-mac.ts';
import { temporaryFolder } from '../../helpers/command.ts';

/**
 * The commands of macOS are stand-ins on the PATH that print the file of their name; a file `<name>.fails` is what
 * they say as they fail. osascript has two: what macOS has on record (JavaScript), and what an event gives.
 */
const folder = temporaryFolder(afterAll);
const { platform } = process;
const { PATH } = process.env;
const signal = new AbortController().signal;
const at = (name: string) => join(folder, name);

const says = (name: string, words: string) => writeFileSync(at(`${name}.says`), words);
const fails = (name: string, words: string) => writeFileSync(at(`${name}.fails`), words);
const calls = () => readFileSync(at('calls'), 'utf8');

beforeAll(() => {
  Object.defineProperty(process, 'platform', { value: 'darwin' }); // run-applescript runs nowhere else
  process.env.PATH = `${folder}:${PATH}`;
  for (const name of ['osascript', 'open', 'ioreg', 'mdfind']) {
    const body = `name=${name}
case "$1" in -l) name=consent;; esac
case "$*" in *JavaScript*) echo "$name \${5}" ;; *) echo "$name $*" ;; esac >> ${at('calls')}
[ -f ${folder}/$name.hangs ] && exec sleep 60
[ -f ${folder}/$name.fails ] && { cat ${folder}/$name.fails >&2; exit 1; }
cat ${folder}/$name.says`;
    writeFileSync(at(name), `#!/bin/sh\n${body}\n`);
    chmodSync(at(name), 0o755);
  }
});

afterAll(() => {
  Object.defineProperty(process, 'platform', { value: platform });
  process.env.PATH = PATH;
});

beforeEach(() => {
  for (const name of ['osascript', 'open', 'consent', 'ioreg', 'mdfind']) {
    rmSync(at(`${name}.fails`), { force: true });
    rmSync(at(`${name}.hangs`), { force: true });
  }
  writeFileSync(at('calls'), '');
  says('open', '');
  says('consent', '0\n');
  says('osascript', '1\n');
  says('ioreg', '    "IOConsoleUsers" = ({"kCGSSessionUserNameKey"="alex","kCGSSessionOnConsoleKey"=Yes})\n');
  says('mdfind', '/System/Applications/Notes.app\n');
});

const stateOf = async (app: AppName = 'Notes') => (await createRealMac().diagnose(app, { signal })).state;
const event = (number: number) => `0:5: execution error: Notes got an error: AppleEvent (${number})\n`;

describe('a diagnosis', () => {
  test('of an app that answers is ready: it was opened behind the others, and its record was read by bundle id', async () => {
    expect(await stateOf('Contacts')).toBe('ready');
    expect(calls()).toContain('open -gj -a Contacts\nconsent com.apple.AddressBook\n');
  });

  test('behind a locked screen starts nothing', async () => {
    says('ioreg', '{"CGSSessionScreenIsLocked"=Yes,"kCGSSessionUserNameKey"="alex"}\n');
    expect(await stateOf()).toBe('locked');
    expect(calls()).toBe('ioreg -n Root -d1\n');
  });

  test('tells an app that is not there from one that does not start', async () => {
    fails('open', 'Unable to find application named ‘Notes’\n');
    expect(await stateOf()).toBe('not-running');
    says('mdfind', '');
    expect(await stateOf()).toBe('not-installed');
    expect(calls()).toContain('mdfind kMDItemCFBundleIdentifier == "com.apple.Notes"c\n');
  });

  test.each([
    [-1743, 'not-permitted'],
    [-1744, 'not-asked'],
    [-600, 'not-running'],
  ] as const)(
    'takes the record %i for %s, and sends no event that would make macOS ask',
    async (number, state) => {
      says('consent', `${number}\n`);
      expect(await stateOf()).toBe(state);
      expect(calls()).not.toContain('osascript');
    },
  );

  test.each([
    [-1743, 'not-permitted'],
    [-1744, 'not-asked'],
    [-1712, 'timed-out'],
  ] as const)('goes by the event’s error where there is no record: %i is %s', async (number, state) => {
    fails('consent', 'execution error: Error: TypeError: undefined is not a function (-2700)\n');
    fails('osascript', event(number));
    expect(await stateOf()).toBe(state);
  });

  test('of System Events asks whether it may type', async () => {
    says('osascript', 'false\n');
    expect(await stateOf('System Events')).toBe('no-accessibility');
    says('osascript', 'true\n');
    expect(await stateOf('System Events')).toBe('ready');
  });

  test('ends when the user cancels, with the reason given', async () => {
    writeFileSync(at('osascript.hangs'), '');
    const controller = new AbortController();
    const end = createRealMac().diagnose('Notes', { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 200);
    await expect(end).rejects.toThrow('enough');
  });
});

describe('a script that times out is not run again, and says why if macOS knows', () => {
  const run = () =>
    createRealMac().runScript({ name: 't', app: 'Notes', source: 'x', repeatable: true }, [], { signal });

  test.each([
    ['nothing', () => {}, 'timed-out'],
    ['a locked screen', () => says('ioreg', '"CGSSessionScreenIsLocked" = Yes'), 'locked'],
    ['a window of macOS that asks', () => says('consent', '-1744'), 'not-asked'],
    ['an ioreg that fails', () => fails('ioreg', 'no registry'), 'timed-out'],
  ])('%s', async (_, arrange, code) => {
    fails('osascript', event(-1712));
    arrange();
    await expect(run()).rejects.toMatchObject({ code, number: -1712, app: 'Notes' });
    expect(calls().match(/^osascript/gm)).toHaveLength(1);
  });

  test('one that only reads runs again when the app quit, after it was started again', async () => {
    fails('osascript', event(-609));
    await expect(run()).rejects.toMatchObject({ code: 'quit' });
    expect(calls().match(/^(?:osascript|open)/gm)).toEqual(['open', 'osascript', 'open', 'osascript']);
  });

  test('one that may change something does not', async () => {
    fails('osascript', event(-609));
    const script = { name: 't', app: 'Notes', source: 'x' } as const;
    await expect(createRealMac().runScript(script, [], { signal })).rejects.toMatchObject({ code: 'quit' });
    expect(calls().match(/^osascript/gm)).toHaveLength(1);
  });

  test('an app that is not on this Mac is told as that', async () => {
    fails('open', 'Unable to find application named ‘Notes’\n');
    says('mdfind', '');
    await expect(run()).rejects.toMatchObject({ code: 'not-installed', number: -10814 });
  });
});

test('a pane of System Settings is opened by its URL', async () => {
  const mac = createRealMac();
  await mac.openSettings('automation', { signal });
  await mac.openSettings('accessibility', { signal });
  expect(calls()).toBe(
    'open x-apple.systempreferences:com.apple.preference.security?Privacy_Automation\n' +
      'open x-apple.systempreferences:com.apple.preference.security?Privacy_Accessibility\n',
  );
});

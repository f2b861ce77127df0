import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRealMac } from '../../../src/mac/real/real-mac.ts';
import { createWorld, loadWorld, saveWorld, type WorldInput } from '../../../src/mac/simulated/world.ts';
import { temporaryFolder } from '../../helpers/command.ts';

/** The commands of macOS are stand-ins on the PATH; everything on our side of them is the real thing. */
const folder = temporaryFolder(afterAll);
const worldFile = join(folder, 'world.json');
const calls = join(folder, 'calls.txt');
const { platform } = process;
const { PATH } = process.env;
const signal = new AbortController().signal;

function standIn(name: string, body: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

beforeAll(() => {
  Object.defineProperty(process, 'platform', { value: 'darwin' }); // run-applescript runs nowhere else
  process.env.PATH = `${folder}:${PATH}`;
  process.env.STAND_IN_WORLD = worldFile;
  const script = fileURLToPath(new URL('../../helpers/osascript.ts', import.meta.url));
  const loader = import.meta.resolve('tsx');
  standIn('osascript', `exec "${process.execPath}" --import "${loader}" "${script}" "$@"`);
  standIn('open', `printf '%s|' open "$@" >> "${calls}"; echo >> "${calls}"`);
  standIn('pbcopy', `printf 'pbcopy|' >> "${calls}"; cat >> "${calls}"`);
  standIn(
    'mdfind',
    `printf '%s|' mdfind "$@" >> "${calls}"; printf '%s\\n' "${calls}" "${folder}" /gone/file.pdf`,
  );
  standIn('id', 'echo "Alex O’Brien"');
});

afterAll(() => {
  Object.defineProperty(process, 'platform', { value: platform });
  process.env.PATH = PATH;
});

beforeEach(() => writeFileSync(calls, ''));

async function run(
  source: string,
  parameters: Parameters<ReturnType<typeof createRealMac>['runScript']>[1],
  world: WorldInput = {},
  timeoutMs = 20_000,
) {
  await saveWorld(createWorld(world), worldFile);
  return createRealMac().runScript({ name: 'test', app: 'Notes', source }, parameters, { signal, timeoutMs });
}

describe('a script', () => {
  test('gets its parameters as values, whatever is in them', async () => {
    const hostile = [
      '" & (do shell script "x") & "',
      'back\\slash\\',
      'two\nlines\ttab',
      '🍕 “smart” ‘quotes’',
      '',
      '$1 %s `x` ¬ «class utf8»',
    ];
    const source =
      'on run argv\nset answer to ""\nrepeat with one in item 1 of argv\nset answer to answer & one & "|"\nend repeat\nreturn answer & (item 2 of argv) & (item 3 of argv)\nend run';
    expect(await run(source, [hostile, 42, true])).toBe(`${hostile.join('|')}|42true`);
  });

  test('starts its app behind the others first, once', async () => {
    await saveWorld(createWorld({}), worldFile);
    const mac = createRealMac();
    const script = { name: 'test', app: 'Notes', source: 'tell application "Notes" to count notes' } as const;
    expect([
      await mac.runScript(script, [], { signal }),
      await mac.runScript(script, [], { signal }),
    ]).toEqual(['0', '0']);
    expect(readFileSync(calls, 'utf8')).toBe('open|-gj|-a|Notes|\n');
  });

  test.each([
    [{ faults: [{ app: 'Notes', kind: 'not-permitted' }] }, 'not-permitted', -1743],
    [{ faults: [{ app: 'Notes', kind: 'timed-out' }] }, 'timed-out', -1712],
    [{ faults: [{ app: 'Notes', kind: 'refused' }] }, 'refused', -10000],
    [{}, 'not-found', -1728],
  ] satisfies [WorldInput, string, number][])('%j is %s (%i)', async (world, code, number) => {
    await expect(
      run('tell application "Notes" to get body of note "Nope (-1)"', [], world),
    ).rejects.toMatchObject({ code, number });
  });

  test('an app that was not running is started and asked again, once', async () => {
    const world: WorldInput = { faults: [{ app: 'Notes', kind: 'not-running', times: 1 }] };
    expect(await run('tell application "Notes" to count notes', [], world)).toBe('0');
    expect(readFileSync(calls, 'utf8')).toBe('open|-gj|-a|Notes|\nopen|-gj|-a|Notes|\n');
  });

  test('that hangs is killed at its time limit, and says that it may have happened', async () => {
    process.env.STAND_IN_HANGS = '1';
    const end = run('return 1', [], {}, 300).finally(() => delete process.env.STAND_IN_HANGS);
    await expect(end).rejects.toMatchObject({ code: 'timed-out', number: -1712 });
  });

  test('is killed when the user cancels, with the reason given', async () => {
    process.env.STAND_IN_HANGS = '1';
    await saveWorld(createWorld({}), worldFile);
    const controller = new AbortController();
    const script = { name: 'test', app: 'Notes', source: 'return 1' } as const;
    const end = createRealMac().runScript(script, [], { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 200);
    await expect(end.finally(() => delete process.env.STAND_IN_HANGS)).rejects.toThrow('enough');
  });

  test('changes the Mac', async () => {
    await run(
      'on run argv\ntell application "Notes" to make new note with properties {name:item 1 of argv}\nend run',
      ['Trip “Ω”'],
    );
    expect((await loadWorld(worldFile)).notes.accounts[0]?.folders[0]?.notes).toMatchObject([
      { body: '<div>Trip “Ω”</div>' },
    ]);
  });
});

describe('around scripts', () => {
  test('files are asked of Spotlight by their words alone; folders and what is gone are left out', async () => {
    const found = await createRealMac().findFiles('my "budget" && *', { limit: 5, signal });
    expect(readFileSync(calls, 'utf8')).toContain(
      'kMDItemFSName == "*my*"cd && kMDItemFSName == "*budget*"cd|',
    );
    expect(found.map(({ path }) => path)).toEqual([calls]);
  });

  test('a name without a word is not looked for', async () => {
    expect(await createRealMac().findFiles('"" *', { limit: 5, signal })).toEqual([]);
  });

  test('text goes to the clipboard through standard input', async () => {
    await createRealMac().copy('a "b"\n$HOME', { signal });
    expect(readFileSync(calls, 'utf8')).toBe('pbcopy|a "b"\n$HOME');
  });

  test('only links to Maps and Messages are opened', async () => {
    const mac = createRealMac();
    await mac.openUrl('https://maps.apple.com/?q=x', { signal });
    await expect(mac.openUrl('file:///etc/passwd', { signal })).rejects.toThrow('No tool opens');
    expect(readFileSync(calls, 'utf8')).toBe('open|https://maps.apple.com/?q=x|\n');
  });

  test('the user’s name comes from the account', async () => {
    expect(await createRealMac().userName()).toBe('Alex O’Brien');
  });
});

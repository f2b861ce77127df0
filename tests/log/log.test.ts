import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createLog, noLog } from '../../src/log/log.ts';
import { createLogFile, type LogFileOptions } from '../../src/log/log-file.ts';
import { searchLog } from '../../src/log/search-log.ts';
import { createWorld, type WorldInput } from '../../src/mac/simulated/world.ts';
import { carryOut } from '../helpers/carry-out.ts';
import { collect } from '../helpers/collect.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { now } from '../helpers/tools.ts';

const root = temporaryFolder(afterAll);
const newFolder = () => join(mkdtempSync(join(root, 'state-')), 'log');
const clock = () => new Date('2026-11-20T10:15:00.000Z');

/** A request carried out with its log kept; resolves to the log's lines and all its bytes. */
async function logged(
  plan: string,
  world: WorldInput,
  { query = 'whatever', folder = newFolder() }: { query?: string; folder?: string } = {},
) {
  const warnings: string[] = [];
  const log = createLog(createLogFile(folder), { warn: (message) => warnings.push(message), now: clock });
  const { signal } = new AbortController();
  const events = carryOut(plan, createWorld(world), { query, signal });
  const kept = await collect(log.keep({ query, now }, events, { mac: 'simulated', signal }));
  return { events: kept, folder, warnings, ...written(folder) };
}

function written(folder: string): { text: string; lines: Record<string, unknown>[] } {
  let text: string;
  try {
    text = readFileSync(join(folder, 'log.jsonl'), 'utf8');
  } catch {
    return { text: '', lines: [] };
  }
  return {
    text,
    lines: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  };
}

const bo = { people: [{ firstName: 'Bo', phones: [{ value: '+1 555 0101' }] }] };
const locked = {
  notes: {
    accounts: [
      {
        folders: [
          {
            name: 'Notes',
            notes: [
              { text: 'Vault\nthe combination is 12-34-56', passwordProtected: true },
              { text: 'Trip\nPack the tent and the stove' },
            ],
          },
        ],
      },
    ],
  },
};

describe('the log', () => {
  test('has the request, each call, the plan, leave, each outcome and the answer, a line each', async () => {
    const { lines } = await logged(
      '1. get_phone_number("Bo")\n2. create_note("Trip", "Pack", "")\n3. get_phone_number("Nobody")\n4. send_sms(["$3"], "hi")\n5. join()',
      bo,
      { query: 'Bo’s number, a note …' },
    );
    const request = lines[0]?.request;
    const of = (type: string) => lines.filter((line) => line.type === type);
    expect(lines.every((line) => line.at === clock().toISOString() && line.request === request)).toBe(true);
    expect(of('request')).toMatchObject([
      { query: 'Bo’s number, a note …', now: '2026-11-20 10:15:00', mac: 'simulated' },
    ]);
    expect(of('call')[1]).toMatchObject({ call: 2, text: 'create_note("Trip", "Pack", "")' });
    expect(of('plan')[0]).toMatchObject({ calls: expect.arrayContaining(['get_phone_number("Bo")']) });
    expect(of('consent')).toMatchObject([{ call: 2, allowed: true, asked: false }]);
    expect(of('outcome')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ call: 1, status: 'done', message: '+1 555 0101' }),
        expect.objectContaining({ call: 3, status: 'failed', code: 'not-found' }),
        expect.objectContaining({ call: 4, status: 'skipped', message: 'not run, for want of $3' }),
      ]),
    );
    expect(lines.at(-1)).toMatchObject({ type: 'answer', status: 'failed' });
  });

  test('has what keeps a call from its app', async () => {
    const faults = [{ app: 'Contacts', kind: 'not-permitted' }] as const;
    const { lines } = await logged('1. get_phone_number("Bo")\n2. join()', { ...bo, faults: [...faults] });
    expect(lines).toContainEqual(
      expect.objectContaining({ type: 'trouble', call: 1, app: 'Contacts', state: 'not-permitted' }),
    );
  });

  test('has what was taken back, and what could not be', async () => {
    const folder = newFolder();
    const log = createLog(createLogFile(folder), { warn: () => {}, now: clock });
    await log.undone('the note “Trip”', { done: true, message: 'The note “Trip” is deleted.' });
    await log.undone('the event “Lunch”', { done: false, message: 'It is not there any more.' });
    expect(written(folder).lines).toMatchObject([
      { type: 'undo', what: 'the note “Trip”', done: true },
      { type: 'undo', what: 'the event “Lunch”', done: false, message: 'It is not there any more.' },
    ]);
  });

  test('hands every event on as it is', async () => {
    const plan = '1. get_phone_number("Bo")\n2. join()';
    const { signal } = new AbortController();
    const strip = (events: readonly object[]) => events.map((event) => Object.keys(event));
    const through = await collect(
      noLog.keep({ query: 'x', now }, carryOut(plan, createWorld(bo)), { mac: 'real', signal }),
    );
    expect(strip((await logged(plan, bo)).events)).toEqual(strip(through));
  });
});

describe('the log never has', () => {
  test('a password, not even in the call, the leave asked for it or the answer', async () => {
    const { text } = await logged('1. create_note("Wifi", "hunter2", "")\n2. join()', bo, {
      query: 'Make a note Wifi saying that the password is hunter2',
    });
    expect(text).toContain('Make a note Wifi');
    expect(text).not.toContain('hunter2');
  });

  test('the password of a Zoom link, in the outcome, the event or the answer', async () => {
    const { text, events } = await logged(
      '1. get_zoom_meeting_link("Sync", "2026-11-23 15:00:00", 60, [])\n2. create_note("Sync", "$1", "")\n3. join()',
      bo,
    );
    const link = events.find((event) => event.type === 'finished')?.observation ?? '';
    const password = new URL(link).searchParams.get('pwd') ?? '';
    expect(password.length).toBeGreaterThan(10);
    expect(text).toContain('zoom.us/j/');
    expect(text).not.toContain(password);
  });

  test('the text of a note, open or locked', async () => {
    const { text } = await logged(
      '1. open_note("Trip", "")\n2. open_note("Vault", "")\n3. create_note("Copy", "$1", "")\n4. append_note_content("Vault", "x", "")\n5. join()',
      locked,
    );
    expect(text).toContain('open_note(\\"Vault\\", \\"\\")');
    expect(text).not.toMatch(/combination|12-34-56|the stove/);
  });

  test('more than its share of a long text, or a line that is two', async () => {
    const { lines } = await logged(`1. create_note("Long", "${'word\\n'.repeat(3000)}", "")\n2. join()`, bo);
    const call = lines.find((line) => line.type === 'call');
    expect(String(call?.text).length).toBeLessThan(2100);
    expect(String(call?.text)).toMatch(/more characters\)$/);
  });
});

describe('a request', () => {
  test('that the user stops is logged as stopped, and nothing of it still runs', async () => {
    const folder = newFolder();
    const controller = new AbortController();
    const log = createLog(createLogFile(folder), { warn: () => {} });
    const world = createWorld({ ...bo, faults: [{ app: 'Contacts', kind: 'slow', ms: 60_000 }] });
    const { signal } = controller;
    const events = carryOut('1. get_phone_number("Bo")\n2. join()', world, { signal });
    const drain = async () => {
      for await (const event of log.keep({ query: 'x', now }, events, { mac: 'simulated', signal }))
        if (event.type === 'started') controller.abort(new Error('enough'));
    };
    await expect(drain()).rejects.toThrow('enough');
    expect(written(folder).lines.at(-1)).toMatchObject({ type: 'ended', how: 'stopped' });
  });

  test('whose reader leaves is logged as stopped', async () => {
    const folder = newFolder();
    const log = createLog(createLogFile(folder), { warn: () => {} });
    const { signal } = new AbortController();
    const events = carryOut('1. get_phone_number("Bo")\n2. join()', createWorld(bo), { signal });
    for await (const _ of log.keep({ query: 'x', now }, events, { mac: 'simulated', signal })) break;
    expect(written(folder).lines.at(-1)).toMatchObject({ type: 'ended', how: 'stopped' });
    expect((await events.next()).done).toBe(true);
  });

  test('that breaks is logged with why', async () => {
    const folder = newFolder();
    const log = createLog(createLogFile(folder), { warn: () => {} });
    const { signal } = new AbortController();
    const broken = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('the token is s3cr3t')) }),
    };
    const kept = log.keep({ query: 'x', now }, broken, { mac: 'simulated', signal });
    await expect(collect(kept)).rejects.toThrow('s3cr3t');
    expect(written(folder).lines.at(-1)).toMatchObject({
      type: 'ended',
      how: 'broken',
      message: 'the token is [redacted]',
    });
  });

  test('goes on when the log cannot be written; that is told once', async () => {
    const folder = newFolder();
    writeFileSync(folder, 'a file where the folder should be');
    const { events, warnings } = await logged('1. get_phone_number("Bo")\n2. join()', bo, { folder });
    expect(events.at(-1)).toMatchObject({ type: 'answered', answer: { status: 'done' } });
    expect(warnings).toEqual([
      expect.stringMatching(/^The log cannot be written: .+ Everything else goes on\.$/),
    ]);
  });
});

describe('the log’s files', () => {
  const allLines = async (folder: string, options?: LogFileOptions) =>
    collect(createLogFile(folder, options).lines());

  test('are the user’s alone, and made so again', async () => {
    const folder = newFolder();
    const file = createLogFile(folder);
    await file.append('1');
    const path = join(folder, 'log.jsonl');
    writeFileSync(path, 'x\n', { mode: 0o644 });
    await file.append('2');
    expect([statSync(path).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test('turn over by size: the oldest goes, and no file is larger than it may be', async () => {
    const folder = newFolder();
    const options = { maxBytes: 40, files: 3 };
    const file = createLogFile(folder, options);
    for (let n = 0; n < 30; n++) await file.append(`line ${n}`.padEnd(9));
    expect(readdirSync(folder).sort()).toEqual(['log.1.jsonl', 'log.2.jsonl', 'log.jsonl']);
    expect(readdirSync(folder).every((name) => statSync(join(folder, name)).size <= 40)).toBe(true);
    const kept = (await allLines(folder, options)).map((line) => Number(line.slice(5)));
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 30 - kept.length + index));
  });

  test('take a line that is larger than a file', async () => {
    const folder = newFolder();
    const file = createLogFile(folder, { maxBytes: 10, files: 2 });
    await file.append('x'.repeat(50));
    await file.append('y');
    expect(await allLines(folder, { files: 2 })).toEqual(['x'.repeat(50), 'y']);
  });

  test('keep lines whole when two processes write, and after a line that was cut short', async () => {
    const folder = newFolder();
    const [a, b] = [createLogFile(folder), createLogFile(folder)];
    const lines = Array.from({ length: 50 }, (_, n) => `line ${n}`);
    await Promise.all(lines.flatMap((line) => [a.append(`a ${line}`), b.append(`b ${line}`)]));
    const kept = await allLines(folder);
    expect(kept.filter((line) => line.startsWith('a')).map((line) => line.slice(2))).toEqual(lines);
    expect(kept).toHaveLength(100);
    writeFileSync(join(folder, 'log.jsonl'), '{"cut', { flag: 'a' });
    await a.append('{"whole":1}');
    expect((await allLines(folder)).slice(-2)).toEqual(['{"cut', '{"whole":1}']);
  });

  test('are gone when erased, and nothing else is', async () => {
    const folder = newFolder();
    const file = createLogFile(folder, { maxBytes: 5, files: 3 });
    for (const line of ['one', 'two', 'three']) await file.append(line);
    writeFileSync(join(folder, 'mine.txt'), '');
    expect(await file.erase()).toBe(3);
    expect(readdirSync(folder)).toEqual(['mine.txt']);
    expect(await createLogFile(newFolder()).erase()).toBe(0);
  });
});

describe('a search', () => {
  async function filled() {
    const folder = newFolder();
    const file = createLogFile(folder);
    const log = createLog(file, { warn: () => {}, now: clock });
    const { signal } = new AbortController();
    for (const [query, plan] of [
      ['Bo’s number', '1. get_phone_number("Bo")\n2. join()'],
      ['Note the café', '1. create_note("Café", "at the corner", "")\n2. join()'],
    ] as const)
      await collect(log.keep({ query, now }, carryOut(plan, createWorld(bo)), { mac: 'simulated', signal }));
    return { file, folder };
  }
  const queries = async (file: ReturnType<typeof createLogFile>, words: string[], since?: Date) =>
    (await searchLog(file, { words, ...(since === undefined ? {} : { since }) })).requests.map(([first]) =>
      first.type === 'request' ? first.query : first.type,
    );

  test.each([
    [[], ['Bo’s number', 'Note the café']],
    [['CAFE'], ['Note the café']],
    [['corner', 'note'], ['Note the café']],
    [['0101'], ['Bo’s number']],
    [['zebra'], []],
  ])('for %j finds %j', async (words, found) => {
    expect(await queries((await filled()).file, words)).toEqual(found);
  });

  test('goes by the time of asking, and counts damaged lines', async () => {
    const { file, folder } = await filled();
    writeFileSync(join(folder, 'log.jsonl'), 'not json\n{"type":"request"}\n', { flag: 'a' });
    expect(await queries(file, [], new Date('2026-11-20T10:15:01.000Z'))).toEqual([]);
    expect(await queries(file, [], clock())).toHaveLength(2);
    expect((await searchLog(file, { words: [] })).damaged).toBe(2);
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../helpers/command.ts';
import { textToAmir, writeScriptedModel } from '../helpers/gguf.ts';
import { type Hub, startHub } from '../helpers/hub.ts';
import { inProcess as tinyagent } from '../helpers/in-process.ts';

const folder = temporaryFolder(afterAll);
const state = join(folder, 'state');
const gguf = join(folder, 'scripted.gguf');
const file = 'TinyAgent-1.1B-Q4_K_M.gguf';
let hub: Hub;

beforeAll(async () => {
  mkdirSync(state);
  writeScriptedModel(gguf, {
    after: '\n',
    says: textToAmir('late'),
  });
  hub = await startHub({ 'squeeze-ai-lab/TinyAgent-1.1B-GGUF': { [file]: readFileSync(gguf) } });
});
afterAll(() => hub.close());

function models(args: string[]) {
  vi.stubEnv('TINYAGENT_HUB', hub.address);
  return tinyagent(['models', ...args], state);
}
const installedFile = () => join(state, 'models', 'tinyagent-1.1b', file);
function bytesKept(): number | undefined {
  const folder = dirname(installedFile());
  const part = existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.part')) : undefined;
  return part === undefined ? undefined : statSync(join(folder, part)).size;
}

describe('tinyagent models', { timeout: 60_000 }, () => {
  test('lists what can be had with size and licence, and as JSON all that is known', async () => {
    const { stdout, status } = await models(['list']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}tinyagent-1\.1b +~670 MB +~1\.0 GB +planner, joiner +none stated$/m);
    expect(stdout).toContain('with ToolRAG: 80.06 % (https://arxiv.org/abs/2409.00608)');
    expect(stdout).toContain('chosen: planner: embedded');
    const json = JSON.parse((await models(['list', '--json'])).stdout);
    expect(json.models).toContainEqual(expect.objectContaining({ id: 'qwen3.5-4b', installed: null }));
  });

  test('Ctrl-C while pulling keeps what came, and the next pull goes on there', async () => {
    hub.faults.push({ stalls: 2000 });
    const pulling = models(['pull', 'tinyagent-1.1b']);
    // asked of the disk: what was sent need not have been received, nor received written
    await expect.poll(bytesKept, { timeout: 10_000 }).toBe(2000);
    process.emit('SIGINT');
    const pulled = await pulling;
    expect(pulled).toMatchObject({
      status: 130,
      stderr: expect.stringContaining('the next pull goes on there'),
    });
    expect(existsSync(installedFile())).toBe(false);

    const again = await models(['pull', 'tinyagent-1.1b']);
    expect(again.status).toBe(0);
    expect(again.stderr).toContain('licence none stated');
    expect(again.stderr).toMatch(/tinyagent-1\.1b {2}\d+ MB of \d+ MB \(100 %\)/);
    expect(again.stdout).toContain('Use it: tinyagent models use planner tinyagent-1.1b');
    expect(hub.requests.map(({ range }) => range)).toEqual(['', 'bytes=2000-']);
    expect(readFileSync(installedFile()).equals(readFileSync(gguf))).toBe(true);
  });

  test('what was chosen plans, with its own prompt and grammar', async () => {
    const used = await models(['use', 'planner', 'tinyagent-1.1b']);
    expect(used).toMatchObject({ status: 0, stdout: expect.stringContaining('planner: tinyagent-1.1b') });
    expect((await models(['list'])).stdout).toMatch(/^\* {2}tinyagent-1\.1b/m);
    const planned = await tinyagent(['plan', 'Text Amir that I am late'], state);
    expect(planned.stdout).toBe(
      '1. get_phone_number("Amir")\n2. send_sms(["$1"], "late")\n3. join()<END_OF_PLAN>\n',
    );
  });

  test('a file by its path plans too, and is measured', async () => {
    const planned = await tinyagent(['plan', '--json', '--model', gguf, 'Text Amir that I am late'], folder);
    expect(JSON.parse(planned.stdout).calls).toHaveLength(2);
    const measured = await models(['measure', '--json', gguf]);
    expect(measured.status).toBe(0);
    const { promptTokens, loadMs, firstCallMs, memoryNeeded } = JSON.parse(measured.stdout);
    expect(promptTokens.all).toBeGreaterThan(2 * promptTokens.retrieved);
    expect(loadMs).toBeGreaterThan(0);
    expect(memoryNeeded).toBeGreaterThan(1e6);
    expect(firstCallMs).toEqual({ unknown: expect.any(Number), known: expect.any(Number) });
  });

  test('a preset that is not all here changes nothing and says what to pull', async () => {
    const before = readFileSync(join(state, 'settings.json'), 'utf8');
    const { status, stderr } = await models(['use', 'paper']);
    expect(status).toBe(1);
    expect(stderr).toContain('tinyagent models pull tinyagent-toolrag');
    expect(readFileSync(join(state, 'settings.json'), 'utf8')).toBe(before);
  });

  test('damage is found, and the way back told', async () => {
    expect(await models(['verify'])).toMatchObject({ status: 0, stdout: 'tinyagent-1.1b: as published\n' });
    truncateSync(installedFile(), 1000);
    const verified = await models(['verify', '--json']);
    expect(verified.status).toBe(1);
    expect(JSON.parse(verified.stdout)).toEqual([
      { id: 'tinyagent-1.1b', problem: expect.stringContaining('1000 bytes instead of') },
    ]);
    const planned = await tinyagent(['plan', 'Text Amir that I am late'], state);
    expect(planned).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /is damaged: 1000 bytes[\s\S]*go back to the embedded models: tinyagent models use fast/,
      ),
    });
  });

  test('a removed model gives its role back', async () => {
    const { stdout, status } = await models(['remove', 'tinyagent-1.1b']);
    expect(stdout).toBe('tinyagent-1.1b was removed.\nIt was the planner; that is now: embedded.\n');
    expect(status).toBe(0);
    expect(existsSync(join(state, 'models', 'tinyagent-1.1b'))).toBe(false);
    const planned = await tinyagent(['plan', 'Text Amir that dinner is ready'], state);
    expect(planned.stdout).toContain('"dinner is ready"');
  });

  test.each([
    ['an unknown model', ['pull', 'gpt-9'], 'There is no model called "gpt-9"'],
    ['an unknown preset', ['use', 'fastest'], 'no preset'],
    ['an unknown role', ['use', 'singer', 'qwen3.5-2b'], 'no role'],
    ['an unknown subcommand', ['fly'], 'too many arguments'],
  ])('%s is bad usage', async (_, args, words) => {
    expect(await models(args)).toMatchObject({ status: 2, stderr: expect.stringContaining(words) });
  });
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { scriptedGgml } from '../../scripts/speech/scripted-ggml.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { type Hub, startHub } from '../helpers/hub.ts';
import { inProcess as tinyagent } from '../helpers/in-process.ts';
import { voice, wav } from '../helpers/wav.ts';

const folder = temporaryFolder(afterAll);
const state = join(folder, 'state');
const ggml = Buffer.from(scriptedGgml('text amir'));
let hub: Hub;
beforeAll(async () => {
  hub = await startHub({
    'ggerganov/whisper.cpp': { 'ggml-base.en.bin': ggml, 'ggml-small.en.bin': ggml },
  });
});
afterAll(() => hub.close());

function models(...args: string[]) {
  vi.stubEnv('TINYAGENT_HUB', hub.address);
  return tinyagent(['models', ...args], state);
}
const settings = () => JSON.parse(readFileSync(join(state, 'settings.json'), 'utf8'));

describe('tinyagent models, for voices', () => {
  test('without one, hearing names the command that gets it', async () => {
    const recording = join(folder, 'recording.wav');
    writeFileSync(recording, wav([voice({ ms: 500 })]));
    const { status, stderr } = await tinyagent(['ask', '--audio', recording], state);
    expect([status, stderr]).toEqual([1, expect.stringContaining('tinyagent models pull whisper-base.en')]);
  });

  test('lists them with size, licence, languages and speed', async () => {
    const { stdout } = await models('list');
    expect(stdout).toMatch(/^ {2}whisper-base\.en +~148 MB +~388 MB +voice +MIT$/m);
    expect(stdout).toMatch(/^ {2}whisper-large-turbo +~574 MB +unknown +voice +MIT$/m);
    expect(stdout).toContain('whisper-small: 99 languages; 4 times as fast as the large Whisper');
    expect(stdout).toContain('voice: none');
  });

  test('a pulled one is in use at once; it is checked like every model', async () => {
    const pulled = await models('pull', 'whisper-small.en');
    expect(pulled.stderr).toContain('Whisper small.en: licence MIT.');
    expect(pulled).toMatchObject({ status: 0, stdout: expect.stringContaining('Hold the hotkey and speak') });
    expect((await models('list')).stdout).toMatch(/^\* {2}whisper-small\.en/m);
    expect((await models('verify')).stdout).toBe('whisper-small.en: as published\n');
  });

  test('another is used when chosen, by its name or its path; none is chosen that is not there', async () => {
    await models('pull', 'whisper-base.en');
    expect((await models('list')).stdout).toMatch(/^\* {2}whisper-base\.en/m);
    expect((await models('use', 'voice', 'whisper-small.en')).stdout).toBe('voice: whisper-small.en\n');
    expect((await models('list')).stdout).toMatch(/^\* {2}whisper-small\.en/m);
    expect(await models('use', 'voice', 'moonshine-tiny')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('tinyagent models pull moonshine-tiny'),
    });
    expect(await models('use', 'voice', join(folder, 'nowhere.bin'))).toMatchObject({ status: 1 });
    expect(await models('use', 'voice')).toMatchObject({ status: 2 });
    expect(settings().voice).toBe('whisper-small.en');
    const file = join(state, 'models/whisper-base.en/ggml-base.en.bin');
    expect((await models('use', 'voice', file)).stdout).toBe(`voice: ${file}\n`);
  });

  test('a removed one is chosen no more, and the other hears', async () => {
    await models('use', 'voice', 'whisper-base.en');
    expect((await models('remove', 'whisper-base.en')).stdout).toBe('whisper-base.en was removed.\n');
    expect(existsSync(join(state, 'models/whisper-base.en'))).toBe(false);
    expect(settings().voice).toBeUndefined();
    expect((await models('list')).stdout).toContain('voice: whisper-small.en');
  });
});

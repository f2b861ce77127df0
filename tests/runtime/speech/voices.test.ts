import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { scriptedGgml } from '../../../scripts/speech/scripted-ggml.ts';
import { pullModel } from '../../../src/runtime/downloads/pull-model.ts';
import { findVoice } from '../../../src/runtime/speech/find-voice.ts';
import { openVoice } from '../../../src/runtime/speech/voice-model.ts';
import { offeredVoice, type Voice, voiceEntry, voices } from '../../../src/runtime/speech/voices.ts';
import { temporaryFolder } from '../../helpers/command.ts';
import { type Hub, startHub } from '../../helpers/hub.ts';

const root = temporaryFolder(afterAll);
const ggml = Buffer.from(scriptedGgml('text amir'));
const other = Buffer.from('something else');
const entry = (id: string): Voice => {
  const voice = voiceEntry(id);
  if (voice === undefined) throw new Error(`no ${id}`);
  return voice;
};
const moonshine = entry('moonshine-tiny');
const { signal } = new AbortController();
let hub: Hub;
beforeAll(async () => {
  hub = await startHub({
    'ggerganov/whisper.cpp': {
      'ggml-base.en.bin': ggml,
      'ggml-small.en.bin': ggml,
      'ggml-tiny.en.bin': other,
      'README.md': other,
    },
    [moonshine.repo]: Object.fromEntries(
      [...moonshine.files, 'onnx/encoder_model.onnx', 'README.md'].map((file) => [file, other]),
    ),
    'onnx-community/moonshine-base-ONNX': { 'config.json': other },
  });
});
afterAll(() => hub.close());
afterEach(() => vi.unstubAllEnvs());

let count = 0;
const freshFolder = () => join(root, `models-${count++}`);
const pull = (id: string, downloads: string) => {
  vi.stubEnv('TINYAGENT_HUB', hub.address);
  return pullModel(entry(id), { folder: downloads, signal, onProgress: () => {} });
};

test('every voice has a name and files of its own, and the offered one is the first', () => {
  expect(new Set(voices.map(({ id }) => id)).size).toBe(voices.length);
  expect(new Set(voices.map(({ repo, files }) => `${repo} ${files}`)).size).toBe(voices.length);
  expect(voices.every(({ id }) => /^[a-z0-9][a-z0-9.-]*$/.test(id))).toBe(true);
  expect(voices[0]).toBe(offeredVoice);
});

describe('a voice that was pulled', () => {
  test('is found, and is the voice that is opened', async () => {
    const downloads = freshFolder();
    expect(await findVoice({ models: root, downloads })).toBeUndefined();
    await pull('whisper-base.en', downloads);
    const path = await findVoice({ models: root, downloads });
    expect(path).toBe(join(downloads, 'whisper-base.en'));
    await (await openVoice(path ?? '')).dispose();
  });

  test('brings the files of its engine and no others', async () => {
    const { files } = await pull(moonshine.id, freshFolder());
    expect(files.map(({ file }) => file)).toEqual(moonshine.files);
  });

  test('is not there when the hub has not all of its files, and the missing one is named', async () => {
    const downloads = freshFolder();
    await expect(pull('moonshine-base', downloads)).rejects.toThrow(
      'moonshine-base-ONNX on 127.0.0.1:', // the hub’s name
    );
    await expect(pull('moonshine-base', downloads)).rejects.toThrow('has no generation_config.json');
    expect(await findVoice({ models: root, downloads })).toBeUndefined();
  });

  test('whose file is no Whisper model says which to download again', async () => {
    const downloads = freshFolder();
    const { folder } = await pull('whisper-tiny.en', downloads);
    await expect(openVoice(folder)).rejects.toThrow('ggml-tiny.en.bin is no Whisper model');
  });
});

describe('of several voices', () => {
  test('the chosen one hears, then the best of the catalogue; a path and TINYAGENT_VOICE go before all', async () => {
    const downloads = freshFolder();
    const models = freshFolder();
    await pull('whisper-small.en', downloads);
    await pull('whisper-base.en', downloads);
    const found = (chosen?: string) => findVoice({ models, downloads, chosen });
    expect(await found()).toBe(join(downloads, 'whisper-base.en'));
    expect(await found('whisper-small.en')).toBe(join(downloads, 'whisper-small.en'));
    expect(await found('moonshine-tiny')).toBe(join(downloads, 'whisper-base.en')); // removed since
    expect(await found('/voices/mine.bin')).toBe('/voices/mine.bin');
    mkdirSync(join(models, 'voice'), { recursive: true });
    expect(await found()).toBe(join(models, 'voice'));
    vi.stubEnv('TINYAGENT_VOICE', '/elsewhere');
    expect(await found('whisper-small.en')).toBe('/elsewhere');
  });
});

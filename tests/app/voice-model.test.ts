import { EventEmitter } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { noVoice, openVoiceModel, type VoiceModel } from '../../src/app/main/voice-model.ts';
import type { VoiceModel as LoadedModel, ToEngine } from '../../src/runtime/speech/engine-messages.ts';
import type { EngineChild } from '../../src/runtime/speech/engine-process.ts';
import type { VoiceLanguage } from '../../src/runtime/speech/languages.ts';
import { temporaryFolder } from '../helpers/command.ts';

vi.mock('electron', () => ({ app: { getAppPath: () => '/nowhere' } }));
afterEach(() => vi.unstubAllEnvs());

const folder = temporaryFolder(afterAll);
/** The beginning of a GGML file, which tells how many tokens its model knows. */
const ggml = (name: string, tokens: number): string => {
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(Int32Array.of(0x67676d6c, tokens).buffer));
  return path;
};
const [english, multilingual] = [ggml('english.bin', 51_864), ggml('multilingual.bin', 51_865)];

/** A speech process that loads whatever it is told to, and keeps what that was. */
class Child extends EventEmitter implements EngineChild {
  static loaded: LoadedModel[] = [];
  send(message: ToEngine): void {
    if (message.type !== 'load') return;
    Child.loaded.push(message.model);
    this.emit('message', { type: 'loaded' });
  }
  kill(): boolean {
    return true;
  }
}

const open = (language: VoiceLanguage, current: VoiceModel = noVoice): Promise<VoiceModel> =>
  openVoiceModel({ startProcess: () => new Child(), chosen: undefined, language, current });

test.each([
  ['a multilingual voice listens for the language of the settings', multilingual, 'de', 'de', 'de'],
  ['a multilingual voice finds the language out itself', multilingual, 'auto', 'auto', 'auto'],
  ['an English voice hears English whatever they say', english, 'de', 'en', undefined],
] as const)('%s', async (_, path, wanted, language, shown) => {
  vi.stubEnv('TINYAGENT_VOICE', path);
  Child.loaded = [];
  const model = await open(wanted);
  await model.transcriber?.warm({ signal: new AbortController().signal });
  expect([Child.loaded, model.language]).toEqual([[{ engine: 'whisper.cpp', path, language }], shown]);
  await model.transcriber?.dispose();
});

test('another language is another voice; for an English one it is the same, and so is the same language', async () => {
  vi.stubEnv('TINYAGENT_VOICE', multilingual);
  const german = await open('de');
  expect(await open('de', german)).toBe(german);
  expect((await open('fr', german)).language).toBe('fr');
  vi.stubEnv('TINYAGENT_VOICE', english);
  const only = await open('de');
  expect(await open('fr', only)).toBe(only);
});

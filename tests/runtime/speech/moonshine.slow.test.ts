import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { scriptedMoonshine } from '../../../scripts/speech/scripted-moonshine.ts';
import { pullModel } from '../../../src/runtime/downloads/pull-model.ts';
import type { Transcriber } from '../../../src/runtime/speech/transcriber.ts';
import { openVoice } from '../../../src/runtime/speech/voice-model.ts';
import { voiceEntry } from '../../../src/runtime/speech/voices.ts';
import { collect } from '../../helpers/collect.ts';
import { temporaryFolder } from '../../helpers/command.ts';
import { type Hub, startHub } from '../../helpers/hub.ts';
import { frames, joinedAudio, noise, voice } from '../../helpers/wav.ts';

/** Moonshine, from the hub to the words: the tensors and the tokeniser of a real one, its weights a script. */

const folder = temporaryFolder(afterAll);
const sentence = 'Text Amir that I am running ten minutes late';
const { signal } = new AbortController();
let hub: Hub;
let transcriber: Transcriber;
beforeAll(async () => {
  const moonshine = voiceEntry('moonshine-base');
  if (moonshine === undefined) throw new Error('There is no Moonshine.');
  const files = [...scriptedMoonshine(sentence)].map(([name, content]) => [name, Buffer.from(content)]);
  hub = await startHub({ [moonshine.repo]: Object.fromEntries(files) });
  vi.stubEnv('TINYAGENT_HUB', hub.address);
  await pullModel(moonshine, { folder, signal, onProgress: () => {} });
  transcriber = await openVoice(join(folder, moonshine.id));
});
afterAll(async () => {
  await transcriber.dispose();
  await hub.close();
});
afterEach(() => vi.unstubAllEnvs());

const heard = async (audio: Float32Array) =>
  (await collect(transcriber.transcribe(frames(audio), { signal }))).at(-1)?.text;

test('hears the sentence, also the next time, names or none', async () => {
  for (const names of [[], ['Amir Haddad']]) {
    const events = await collect(
      transcriber.transcribe(frames(voice({ ms: 3000 })), { signal, vocabulary: { names, titles: [] } }),
    );
    expect(events.at(-1)).toMatchObject({ type: 'final', text: sentence });
  }
});

test('writes no more than can be said in the time: six tokens a second', async () => {
  const text = (await heard(voice({ ms: 500 }))) ?? '';
  expect(sentence.startsWith(text)).toBe(true);
  expect(text.split(' ').length).toBeLessThanOrEqual(6);
  expect(text).not.toBe('');
});

test('hears what is longer than it takes at once, piece by piece', async () => {
  const text = await heard(
    joinedAudio(voice({ ms: 8000 }), noise({ ms: 2000, level: 0.001 }), voice({ ms: 8000 })),
  );
  expect(text).toBe(`${sentence} ${sentence}`);
});

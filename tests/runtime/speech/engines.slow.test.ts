import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeScriptedWhisper } from '../../../scripts/speech/make-scripted-whisper.ts';
import { ModelError } from '../../../src/runtime/manifest.ts';
import type { VoiceModel } from '../../../src/runtime/speech/engine-messages.ts';
import { createEngineProcess } from '../../../src/runtime/speech/engine-process.ts';
import { SpeechError } from '../../../src/runtime/speech/transcriber.ts';
import { openVoice } from '../../../src/runtime/speech/voice-model.ts';
import { collect } from '../../helpers/collect.ts';
import { temporaryFolder } from '../../helpers/command.ts';
import { frames, joinedAudio, voice } from '../../helpers/wav.ts';

const sentence = "text amir that i'm running ten minutes late and that that is that";
const folder = temporaryFolder(afterAll);
const models = makeScriptedWhisper(folder, sentence);
const kinds: readonly [string, string, VoiceModel][] = [
  [
    'whisper.cpp',
    models.whisperCpp,
    { engine: 'whisper.cpp', path: join(models.whisperCpp, 'ggml-scripted.bin'), language: 'en' },
  ],
  [
    'transformers.js',
    models.transformers,
    { engine: 'transformers.js', path: models.transformers, dtype: 'fp32' },
  ],
];
const signal = new AbortController().signal;
const open: { dispose(): Promise<void> }[] = [];
const closing = <Engine extends { dispose(): Promise<void> }>(engine: Engine): Engine => {
  open.push(engine);
  return engine;
};
afterEach(async () => {
  for (const engine of open.splice(0)) await engine.dispose();
});

describe.each(kinds)('%s', (_, path, model) => {
  test('a recording becomes the sentence, with a vocabulary and without', async () => {
    const transcriber = closing(await openVoice(path));
    for (const names of [[], ['Sid Raman', 'Lutfi Erdem', 'Zoë van Dijk']]) {
      const events = await collect(
        transcriber.transcribe(frames(voice({ ms: 1500 })), { signal, vocabulary: { names, titles: [] } }),
      );
      expect(events.at(-1)).toMatchObject({ type: 'final', text: sentence });
    }
  });

  test('an abort ends the process at once; the next recording is heard by a new one', async () => {
    const engine = closing(createEngineProcess(model));
    await engine.load({ signal });
    const first = engine.pid() ?? 0;
    const controller = new AbortController();
    const job = engine.recognise(voice({ ms: 28_000 }), { signal: controller.signal, prompt: '' });
    setTimeout(() => controller.abort(new Error('enough')), 50);
    const begun = performance.now();
    await expect(job).rejects.toThrow('enough');
    expect(performance.now() - begun).toBeLessThan(1000);
    await expect.poll(() => isRunning(first)).toBe(false);
    expect(await engine.recognise(voice({ ms: 1000 }), { signal, prompt: '' })).toContain('amir');
    expect(engine.pid()).not.toBe(first);
  });

  test('an engine killed while transcribing is told in a sentence and started anew', async () => {
    const engine = closing(createEngineProcess(model));
    await engine.load({ signal });
    const job = engine.recognise(voice({ ms: 28_000 }), { signal, prompt: '' });
    setTimeout(() => process.kill(engine.pid() ?? 0, 'SIGKILL'), 50);
    await expect(job).rejects.toThrow(SpeechError);
    await expect(job).rejects.toThrow('Say it again');
    expect(await engine.recognise(voice({ ms: 1000 }), { signal, prompt: '' })).toContain('amir');
  });

  test('one process serves one recording after another', async () => {
    const engine = closing(createEngineProcess(model));
    const [one, two] = await Promise.all(
      [1, 2].map(() => engine.recognise(voice({ ms: 500 }), { signal, prompt: '' })),
    );
    expect(one).toBe(two);
    expect(engine.pid()).toBeDefined();
  });

  test('unused for a while it gives its memory back, and the next recording is heard all the same', async () => {
    const engine = closing(createEngineProcess(model, { idleMs: 700 }));
    await engine.load({ signal });
    const pid = engine.pid() ?? 0;
    for (let turn = 0; turn < 4; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await engine.recognise(voice({ ms: 500 }), { signal, prompt: '' });
    }
    expect(engine.pid()).toBe(pid); // it was used: longer in all than it may be idle
    expect(memoryOf(pid)).toBeGreaterThan(30e6);
    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
    expect([memoryOf(pid), engine.pid()]).toEqual([0, undefined]);
    expect(await engine.recognise(voice({ ms: 1000 }), { signal, prompt: '' })).toContain('amir');
    expect(engine.pid()).not.toBe(pid);
  });

  test('no process is left after it was closed', async () => {
    const engine = createEngineProcess(model);
    await engine.load({ signal });
    const pid = engine.pid() ?? 0;
    await engine.dispose();
    await expect.poll(() => isRunning(pid)).toBe(false);
    await expect(engine.load({ signal })).rejects.toThrow('closed');
  });

  test.each([
    ['one sample', new Float32Array([0.1])],
    ['nothing', new Float32Array()],
    ['no numbers', new Float32Array(16_000).fill(Number.NaN)],
    ['clipped', new Float32Array(16_000).map((_, index) => (index % 50 < 25 ? 40 : -40))],
  ])('%s does no harm to it', async (_, samples) => {
    const engine = closing(createEngineProcess(model));
    const text = await engine.recognise(samples, { signal, prompt: '' });
    expect(['', sentence]).toContain(text.trim());
  });
});

test('ten minutes are heard to the end', async () => {
  const transcriber = closing(await openVoice(models.whisperCpp));
  const minute = joinedAudio(voice({ ms: 56_000 }), new Float32Array(4000 * 16));
  const audio = joinedAudio(...Array.from({ length: 10 }, () => minute));
  const events = await collect(transcriber.transcribe(frames(audio, { frameMs: 60_000 }), { signal }));
  const last = events.at(-1);
  expect(last?.text.split(sentence).length).toBeGreaterThan(20);
  expect(last?.type === 'final' && last.timings.audioMs).toBe(600_000);
}, 120_000);

test('a damaged model is told with what to do', async () => {
  const file = join(folder, 'damaged.bin');
  writeFileSync(file, Buffer.concat([Buffer.from([0x6c, 0x6d, 0x67, 0x67]), Buffer.alloc(100)]));
  const transcriber = closing(await openVoice(file));
  await expect(transcriber.warm({ signal })).rejects.toThrow(`${file} cannot be used`);
  writeFileSync(file, 'no model');
  await expect(openVoice(file)).rejects.toThrow(ModelError);
  await expect(openVoice(join(folder, 'nowhere'))).rejects.toThrow('Download');
});

/** Resident memory in bytes as the system tells it; 0 when there is no such process. */
function memoryOf(pid: number): number {
  try {
    return 1024 * Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return 0; // ps fails when there is none
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

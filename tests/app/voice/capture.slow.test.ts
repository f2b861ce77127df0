import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeScriptedWhisper } from '../../../scripts/speech/make-scripted-whisper.ts';
import { assist } from '../../../src/assist.ts';
import { assistDeps, openModels } from '../../../src/cli/way-in.ts';
import { createDefaultWorld } from '../../../src/mac/simulated/default-world.ts';
import { createSimulatedMac } from '../../../src/mac/simulated/simulated-mac.ts';
import { readRequest } from '../../../src/request/read-request.ts';
import { readSpeech } from '../../../src/request/speech.ts';
import { readWav } from '../../../src/runtime/speech/read-wav.ts';
import { speechSegments } from '../../../src/runtime/speech/voice-activity.ts';
import { openVoice } from '../../../src/runtime/speech/voice-model.ts';
import { spokenNames } from '../../../src/tools/spoken-names.ts';
import { simulatedZoom } from '../../../src/tools/zoom/zoom-api.ts';
import { collect } from '../../helpers/collect.ts';
import { temporaryFolder } from '../../helpers/command.ts';
import { say } from '../../helpers/espeak.ts';
import { now } from '../../helpers/tools.ts';
import { openVoicePage, type VoicePage } from '../../helpers/voice-page.ts';
import { joinedAudio, wav } from '../../helpers/wav.ts';

const folder = temporaryFolder(afterAll);
const silence = (ms: number) => new Float32Array(ms * 16);
const spoken = readWav(say(join(folder, 'said.wav'), "Text Lutfi that I'm running ten minutes late"));
const file = (name: string, samples: Float32Array) => {
  const path = join(folder, name);
  writeFileSync(path, wav([samples]));
  return path;
};
const speech = file('speech.wav', joinedAudio(spoken, silence(1000), spoken, silence(60_000)));

let open: VoicePage | undefined;
const page = async (options: Parameters<typeof openVoicePage>[0]): Promise<VoicePage> => {
  open = await openVoicePage(options);
  return open;
};
afterEach(async () => {
  await open?.close();
  open = undefined;
});
const kinds = ({ events }: VoicePage) =>
  events.map(({ type }) => type).filter((type, at, all) => type !== all[at - 1]);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('in Chromium, with a microphone', () => {
  test('a recording gives frames of 16 kHz, a live level and the time before the first of them', async () => {
    const voice = await page({ microphone: { file: speech } });
    await voice.start();
    const { preRollMs } = await voice.event('listening');
    expect(preRollMs).toBeGreaterThan(0);
    expect(preRollMs).toBeLessThan(3000);
    await wait(1500);
    await voice.finish();
    const { why, audioMs } = await voice.event('ended');
    expect(why).toBe('finished');
    expect(audioMs).toBeGreaterThan(1300);
    expect(kinds(voice)).toEqual(['starting', 'listening', 'frame', 'ended']);
    const frames = voice.events.filter((event) => event.type === 'frame');
    expect(frames.every(({ samples }) => samples.length === 320)).toBe(true);
    expect(frames.length * 20).toBe(audioMs);
    expect(Math.max(...frames.map(({ level }) => level))).toBeGreaterThan(0.4);
    expect(speechSegments(joinedAudio(...frames.map(({ samples }) => samples)))).not.toEqual([]);
  });

  test('nothing comes after the end, and the microphone is closed', async () => {
    const voice = await page({ microphone: { file: speech } });
    await voice.page.evaluate(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        Object.assign(globalThis, { stream });
        return stream;
      };
    });
    await voice.start();
    await voice.event('listening');
    await wait(1200);
    await voice.finish();
    await voice.event('ended');
    const count = voice.events.length;
    await wait(300);
    expect(voice.events.length).toBe(count);
    const states = await voice.page.evaluate(() =>
      (globalThis as unknown as { stream: MediaStream }).stream
        .getTracks()
        .map(({ readyState }) => readyState),
    );
    expect(states).toEqual(['ended']);
  });

  test('what is thrown away before the first sample or later is over, and the next one is heard', async () => {
    const voice = await page({ microphone: { file: speech } });
    await voice.page.evaluate('capture.start(); capture.discard();');
    expect(await voice.event('discarded')).toEqual({ type: 'discarded' });
    voice.clear();
    await voice.start();
    await voice.event('listening');
    await wait(300);
    await voice.discard();
    await voice.event('discarded');
    await voice.finish();
    voice.clear();
    await voice.start();
    await voice.event('listening');
    expect(kinds(voice).slice(0, 2)).toEqual(['starting', 'listening']);
  });

  test('a microphone that gives only zeros is called muted, a quiet one silent', async () => {
    const muted = await page({ microphone: { file: file('zeros.wav', silence(20_000)) } });
    await muted.start();
    expect(await muted.event('failed')).toMatchObject({
      code: 'muted',
      message: expect.stringContaining('Sound › Input'),
    });
    await muted.close();
    const hiss = silence(20_000).map((_, index) => ((index * 7919) % 13) / 13 / 2000);
    const quiet = await page({ microphone: { file: file('quiet.wav', hiss) } });
    await quiet.start();
    await quiet.event('listening');
    await wait(700);
    await quiet.finish();
    expect(await quiet.event('failed')).toMatchObject({
      code: 'silent',
      message: expect.stringContaining('closer'),
    });
  });

  test('a microphone that is unplugged while talking is told, and what was heard before is whole', async () => {
    const voice = await page({ microphone: { file: speech } });
    await voice.page.evaluate(() => {
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        setTimeout(() => stream.getAudioTracks()[0]?.dispatchEvent(new Event('ended')), 1000);
        return stream;
      };
    });
    await voice.start();
    expect(await voice.event('failed')).toMatchObject({
      code: 'device-lost',
      message: expect.stringContaining('disconnected'),
    });
    expect(voice.events.filter(({ type }) => type === 'frame').length).toBeGreaterThan(5);
  });

  test('a minute is the longest', async () => {
    const voice = await page({ microphone: { file: speech } });
    await voice.start();
    await voice.event('listening');
    expect(await voice.event('ended')).toEqual({ type: 'ended', why: 'longest', audioMs: 60_000 });
  });
});

test('a denied microphone is told with the way to allow it', async () => {
  const voice = await page({ microphone: 'denied' });
  await voice.start();
  expect(await voice.event('failed')).toMatchObject({
    code: 'denied',
    message: expect.stringContaining('Privacy'),
  });
});

test('a machine without a microphone is told', async () => {
  const voice = await page({ microphone: 'none' });
  await voice.start();
  expect(await voice.event('failed')).toMatchObject({
    code: 'no-device',
    message: expect.stringContaining('Connect'),
  });
});

test.each(['whisperCpp', 'transformers'] as const)(
  'from the microphone to the message, by %s: it is done what was said',
  async (engine) => {
    const models = makeScriptedWhisper(
      join(folder, engine),
      'um text lootfy that I am running ten minutes late',
    );
    const transcriber = await openVoice(models[engine]);
    const planner = await openModels();
    try {
      const signal = new AbortController().signal;
      const mac = createSimulatedMac({ world: createDefaultWorld(now), now: () => now });
      const vocabulary = await spokenNames({ mac, signal });
      await transcriber.warm({ signal });
      const voice = await page({ microphone: { file: speech } });
      await voice.start();
      const released = wait(3500).then(() => voice.finish());
      const heard = await collect(transcriber.transcribe(voice.frames(), { signal, vocabulary }));
      await released;
      const { text } = readSpeech(heard.at(-1)?.text ?? '', vocabulary);
      expect(text).toBe('Text Lutfi that I am running 10 minutes late');
      const deps = await assistDeps(planner, {
        mac,
        zoom: simulatedZoom(),
        canAsk: false,
        saysYes: true,
        signal,
      });
      const events = await collect(assist(readRequest(text, now), deps));
      const last = events.at(-1);
      expect(last?.type === 'answered' && last.answer.text).toContain('A message to Lutfi Erdem');
    } finally {
      await transcriber.dispose();
      await planner.close();
    }
  },
);

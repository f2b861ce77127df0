import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeScriptedWhisper } from '../../scripts/speech/make-scripted-whisper.ts';
import { temporaryFolder, tinyagent } from '../helpers/command.ts';
import { run, say } from '../helpers/espeak.ts';
import { wav } from '../helpers/wav.ts';

const folder = temporaryFolder(afterAll);
const models = makeScriptedWhisper(folder, "um text lootfy that I'm running ten minutes late.");
const spoken = join(folder, 'spoken.wav');
const stereo = join(folder, 'stereo.wav');
let count = 0;
const newState = (): string => {
  const state = join(folder, `state-${count++}`);
  mkdirSync(state);
  return state;
};
beforeAll(() => {
  say(spoken, "Text Lutfi that I'm running ten minutes late");
  run('sox', [spoken, '-r', '44100', '-c', '2', '-b', '24', stereo]);
});
const ask = (args: readonly string[], model: string = models.whisperCpp) =>
  tinyagent(['ask', '--now', '2026-11-20 10:15', ...args], {
    state: newState(),
    env: { TINYAGENT_VOICE: model },
  });

describe('tinyagent ask --audio', () => {
  test.each([
    ['whisper.cpp', spoken, models.whisperCpp],
    ['whisper.cpp, 44.1 kHz stereo', stereo, models.whisperCpp],
    ['transformers.js', spoken, models.transformers],
    ['a GGML file by its path', spoken, join(models.whisperCpp, 'ggml-scripted.bin')],
  ])('does what is said in a file, by %s, and prints what was heard', async (_, file, model) => {
    const { stdout, status } = await ask(['--audio', file], model);
    expect(stdout).toContain("heard  um text lootfy that I'm running ten minutes late.");
    expect(stdout).toMatch(/s of speech in \d\.\d s, model ready in \d+ ms, text \d+ ms after the end/);
    expect(stdout).toContain("asked  Text Lutfi that I'm running 10 minutes late.");
    expect(stdout).toContain('A message to Lutfi Erdem');
    expect(status).toBe(0);
  });

  test('--json prints what was heard as the first event', async () => {
    const { stdout } = await ask(['--json', '--audio', spoken]);
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({
      type: 'heard',
      text: "Text Lutfi that I'm running 10 minutes late.",
      names: [{ heard: 'lootfy', candidates: ['Lutfi'], isSure: true }],
      times: { audioMs: expect.any(Number), afterEndMs: expect.any(Number) },
    });
    expect(second.type).toBe('retrieved');
  });

  test('--plan only plans what was said', async () => {
    const { stdout, status } = await ask(['--plan', '--audio', spoken]);
    expect(stdout).toContain('send_sms(["$1"]');
    expect(stdout).not.toContain('A message to');
    expect(status).toBe(0);
  });

  test.each([
    ['a file that is not there', () => ['--audio', join(folder, 'nowhere.wav')], 'nowhere.wav', 2],
    [
      'a file that is no audio',
      () => ['--audio', join(models.transformers, 'config.json')],
      'no WAV file',
      1,
    ],
    ['a sentence beside it', () => ['--audio', spoken, 'hello'], 'not both', 2],
    ['silence', () => ['--audio', silentFile()], 'Nobody can be heard', 1],
  ])('%s is told in a sentence, and nothing is done', async (_, args, words, exit) => {
    const state = newState();
    const { stdout, stderr, status } = await tinyagent(['ask', ...args()], {
      state,
      env: { TINYAGENT_VOICE: models.whisperCpp },
    });
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
    expect(status).toBe(exit);
    expect(existsSync(join(state, 'simulated-mac.json'))).toBe(words.startsWith('Nobody'));
  });

  test('without a voice model it is told how to get one', async () => {
    const { stderr, status } = await ask(['--audio', spoken], join(folder, 'nothing'));
    expect(stderr).toContain('Download one');
    expect(status).toBe(1);
  });
});

function silentFile(): string {
  const path = join(folder, 'silent.wav');
  writeFileSync(path, wav([new Float32Array(32_000)]));
  return path;
}

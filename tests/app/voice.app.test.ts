import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeScriptedWhisper } from '../../scripts/speech/make-scripted-whisper.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { say } from '../helpers/espeak.ts';
import { answerText, ended, hotkey, idle, startApp } from './helpers.ts';
import type { RunningApp } from './launch.ts';

/** The built app with a microphone: what is held, said and let go, down to what is done on the simulated Mac. */

const folder = temporaryFolder(afterAll);
const spoken = join(folder, 'spoken.wav');
say(spoken, "Text Lutfi that I'm running ten minutes late");
const voices = makeScriptedWhisper(folder, 'um text lootfy that I am running ten minutes late');
const understood = 'Text Lutfi that I am running 10 minutes late';

let app: RunningApp & { folder: string };
let isOpen = false;
const start = async (options: Parameters<typeof startApp>[0]) => {
  app = await startApp({ ...options, shown: false });
  isOpen = true;
};
const close = async () => {
  if (isOpen) await app.close();
  isOpen = false;
};
afterEach(close);

/** With the line empty and the window away, as it is before somebody speaks. */
const hide = async () => {
  await idle(app.panel);
  while ((await app.state()).windows[0]?.visible) await app.panel.keyboard.press('Escape');
};
const down = () => app.control({ type: 'press', accelerator: hotkey });
const up = () => app.panel.keyboard.press('Alt');
const line = () => app.panel.getByLabel('Ask your Mac').inputValue();
const listening = () => app.panel.getByRole('img', { name: 'Listening' });
const withVoice = { TINYAGENT_VOICE: voices.whisperCpp, DOUBLE_MICROPHONE: spoken };

describe('with a voice model and a microphone', () => {
  test('held: it listens, shows what is said, and does it once Return is pressed', async () => {
    await start({ env: withVoice });
    await down();
    await listening().waitFor();
    await expect.poll(async () => (await app.state()).tray.tip).toBe('TinyAgent is listening');
    const heights = await app.panel.locator('.wave i').evaluateAll((bars) => bars.length);
    expect(heights).toBeGreaterThan(0);
    await expect.poll(line, { timeout: 20_000 }).toContain('lootfy');
    await up();
    await expect.poll(line, { timeout: 20_000 }).toBe(understood);
    expect(await app.panel.locator('main').getAttribute('data-phase')).toBe('idle');
    expect((await app.state()).tray.tip).toBe('TinyAgent');
    await app.panel.keyboard.press('Enter');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('A message to Lutfi Erdem');
    expect(JSON.stringify(app.world())).toContain('I am running 10 minutes late');
  });

  test('a tap is for typing; Escape while it listens forgets what was said; then it listens again', async () => {
    await start({ env: withVoice });
    await app.panel.evaluate(`
      const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      globalThis.streams = [];
      navigator.mediaDevices.getUserMedia = async (wanted) => {
        const stream = await ask(wanted);
        streams.push(stream);
        return stream;
      };
    `);
    const hasMicrophone = () =>
      app.panel.evaluate(
        "streams.some((stream) => stream.getTracks().some(({ readyState }) => readyState === 'live'))",
      );
    await app.control({
      type: 'send',
      message: { type: 'shown', by: 'hotkey', maxHeight: 600 },
    });
    await up();
    await app.panel.keyboard.type('typed');
    await app.panel.waitForTimeout(600);
    expect([await line(), await listening().count(), (await app.state()).voices.length]).toEqual([
      'typed',
      0,
      0,
    ]);
    await hide();
    await down();
    await expect.poll(line, { timeout: 20_000 }).toContain('lootfy');
    await app.panel.keyboard.press('Escape');
    await expect.poll(hasMicrophone).toBe(false);
    expect(await line()).toBe('');
    await app.panel.waitForTimeout(1000);
    expect([await line(), await listening().count()]).toEqual(['', 0]);
    await hide();
    await down();
    await expect.poll(line, { timeout: 20_000 }).toContain('lootfy');
    // the window goes away under the key: nobody is listened to any more
    await down();
    await expect.poll(hasMicrophone).toBe(false);
  });

  test('as the settings say it runs at once, in a process that ends with the app', async () => {
    await start({
      settings: { app: { welcomed: true, voice: { run: 'at once' } } },
      env: { ...withVoice, TINYAGENT_VOICE: voices.transformers },
    });
    await down();
    await expect.poll(line, { timeout: 30_000 }).toContain('lootfy');
    await up();
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('A message to Lutfi Erdem');
    const [voice] = (await app.state()).voices;
    expect(voice?.ended).toBeNull();
    await close();
    expect(() => process.kill(voice?.pid ?? 0, 0)).toThrow('ESRCH');
  });
});

describe('what keeps it from hearing is told, and it can be typed to', () => {
  test.each([
    [
      'a microphone that is not allowed',
      { ...withVoice, DOUBLE_MICROPHONE: 'denied' },
      'Privacy & Security › Microphone',
    ],
    ['no voice model', { DOUBLE_MICROPHONE: spoken }, 'Download ggml-base.en.bin'],
    ['a voice model that is none', { ...withVoice, TINYAGENT_VOICE: spoken }, 'is no Whisper model'],
  ])('%s', async (_, env, message) => {
    await start({ env });
    await down();
    await app.panel.waitForTimeout(600);
    await up();
    await app.panel.getByRole('alert').getByText(message).waitFor();
    expect(await listening().count()).toBe(0);
    await app.panel.getByLabel('Ask your Mac').fill("Text Amir that I'm late");
    await app.panel.keyboard.press('Enter');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('A message to Amir');
  });
});

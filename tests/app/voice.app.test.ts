import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeScriptedWhisper } from '../../scripts/speech/make-scripted-whisper.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { say } from '../helpers/espeak.ts';
import { noise, wav } from '../helpers/wav.ts';
import { answerText, ended, hotkey, idle, startApp } from './helpers.ts';
import { electronBinary, type RunningApp } from './launch.ts';

/** The built app with a microphone: what is held, said and let go, down to what is done on the simulated Mac. */

const folder = temporaryFolder(afterAll);
const spoken = join(folder, 'spoken.wav');
say(spoken, "Text Lutfi that I'm running ten minutes late");
const voices = makeScriptedWhisper(folder, 'um text lootfy that I am running ten minutes late');
const muted = join(folder, 'muted.wav');
writeFileSync(muted, wav([new Float32Array(16_000 * 30)]));
const silent = join(folder, 'silent.wav');
writeFileSync(silent, wav([noise({ ms: 30_000, level: 0.0005 })]));
const damaged = join(folder, 'damaged.bin');
writeFileSync(damaged, Buffer.concat([Buffer.from('lmgg'), Buffer.alloc(100)]));
/** The beginning of a file of whisper.cpp's, which tells how many tokens the model knows. */
const multilingual = join(folder, 'multilingual.bin');
writeFileSync(multilingual, Buffer.from(Int32Array.of(0x67676d6c, 51_865).buffer));
/** Machines that test are often busy. */
const patience = { timeout: 45_000 };
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
/** A picture of the window, where PICTURES names a folder for them. */
const shot = async (name: string) => {
  const pictures = process.env.PICTURES;
  if (pictures !== undefined) await app.panel.screenshot({ path: join(pictures, `${name}.png`) });
};
const down = () => app.control({ type: 'press', accelerator: hotkey });
const up = () => app.panel.keyboard.press('Alt');
/** What main tells as the hotkey goes down, and its way up, within one turn of the page: the way there takes longer than a tap. */
const tap = (told: 'shown' | 'pressed') =>
  app.panel.evaluate(`
    __receive('message', { type: '${told}', by: 'hotkey', maxHeight: 600 });
    window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Alt', code: 'AltLeft' }));
  `);
const visible = async () => (await app.state()).windows[0]?.visible;
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
    await expect.poll(line, patience).toContain('lootfy');
    await up();
    await expect.poll(line, patience).toBe(understood);
    expect(await app.panel.locator('main').getAttribute('data-phase')).toBe('idle');
    expect((await app.state()).tray.tip).toBe('TinyAgent');
    await app.panel.keyboard.press('Enter');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('A message to Lutfi Erdem');
    expect(JSON.stringify(app.world())).toContain('I am running 10 minutes late');
  });

  test('a tap is for typing; Escape while it listens forgets what was said; then it listens again', async () => {
    await start({ env: withVoice });
    await watchMicrophone();
    await tap('shown');
    await app.panel.keyboard.type('typed');
    await app.panel.waitForTimeout(600);
    expect([await line(), await listening().count(), (await app.state()).voices.length]).toEqual([
      'typed',
      0,
      0,
    ]);
    await hide();
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    await app.panel.keyboard.press('Escape');
    await expect.poll(hasMicrophone).toBe(false);
    expect(await line()).toBe('');
    await app.panel.waitForTimeout(1000);
    expect([await line(), await listening().count()]).toEqual(['', 0]);
    await hide();
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    // the window goes away under the key: nobody is listened to any more
    await app.control({ type: 'blur' });
    await expect.poll(hasMicrophone).toBe(false);
  });

  test('with the window open, a tap hides it and a hold listens; what was typed comes back when that is given up', async () => {
    await start({ env: withVoice });
    await watchMicrophone();
    await app.control({ type: 'menu', path: ['Ask…'] });
    await app.panel.getByLabel('Ask your Mac').fill('half a sentence');
    await down();
    await listening().waitFor();
    await app.panel.getByText('let go when you are done').waitFor();
    await expect.poll(line, patience).toContain('lootfy');
    await app.panel.keyboard.press('Escape');
    await expect.poll(hasMicrophone).toBe(false);
    expect([await line(), await visible()]).toEqual(['half a sentence', true]);
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    await up();
    await expect.poll(line, patience).toBe(understood);
    expect(await visible()).toBe(true);
    await tap('pressed');
    await expect.poll(visible).toBe(false);
    await expect.poll(hasMicrophone).toBe(false);
    expect((await app.state()).tray.tip).toBe('TinyAgent');
  });

  test('a tap starts and stops it as soon as the settings say so; Return and Escape end it too', async () => {
    await start({ env: withVoice });
    await watchMicrophone();
    await app.control({ type: 'menu', path: ['Settings…'] });
    const settings = await app.settings();
    await settings.getByRole('button', { name: 'Voice', exact: true }).click();
    await settings.getByRole('combobox', { name: 'A tap of the hotkey' }).selectOption('toggle');
    await settings.getByText('tap it again when you are done').waitFor();
    if (process.env.PICTURES !== undefined)
      await settings.screenshot({ path: join(process.env.PICTURES, 'voice settings.png') });
    expect(await settings.getByRole('combobox', { name: 'Language' }).count()).toBe(0); // it knows English alone
    await app.closeSettings();
    await app.panel.locator('.hint').getByText('tap').waitFor();
    await tap('shown');
    await app.panel.getByText('Listening · tap again to stop').waitFor();
    await shot('listening until the next tap');
    await expect.poll(line, patience).toContain('lootfy');
    await tap('pressed');
    await expect.poll(line, patience).toBe(understood);
    await expect.poll(hasMicrophone).toBe(false);
    await tap('pressed'); // the window is open: it listens again
    await app.panel.getByText('tap again to stop').waitFor();
    await expect.poll(line, patience).toContain('lootfy');
    await app.panel.keyboard.press('Enter');
    await expect.poll(line, patience).toBe(understood);
    expect(await app.panel.locator('main').getAttribute('data-phase')).toBe('idle');
    await tap('pressed');
    await expect.poll(line, patience).toContain('lootfy');
    await app.panel.keyboard.press('Escape');
    await expect.poll(hasMicrophone).toBe(false);
    expect(await line()).toBe(understood); // what stood there before
    await app.panel.keyboard.press('Enter');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('A message to Lutfi Erdem');
  });

  test('of a multilingual voice the settings offer the language, with what to expect, and keep it', async () => {
    await start({ env: { TINYAGENT_VOICE: multilingual } });
    await app.control({ type: 'menu', path: ['Settings…'] });
    const settings = await app.settings();
    await settings.getByRole('button', { name: 'Voice', exact: true }).click();
    await settings.getByText('The planner reads English').waitFor();
    const language = settings.getByRole('combobox', { name: 'Language' });
    expect(await language.locator('option').allInnerTexts()).toEqual(
      expect.arrayContaining(['English', 'Detected', 'German']),
    );
    await language.selectOption('German');
    const kept = () => JSON.parse(readFileSync(join(app.folder, 'settings.json'), 'utf8')).voiceLanguage;
    await expect.poll(kept).toBe('de');
    if (process.env.PICTURES !== undefined)
      await settings.screenshot({ path: join(process.env.PICTURES, 'voice language.png') });
    await app.closeSettings();
  });

  test('as the settings say it runs at once, in a process that ends with the app', async () => {
    await start({
      settings: { app: { welcomed: true, voice: { run: 'at once' } } },
      env: { ...withVoice, TINYAGENT_VOICE: voices.transformers },
    });
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    await up();
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('A message to Lutfi Erdem');
    const [voice] = (await app.state()).voices;
    expect(voice?.ended).toBeNull();
    await close();
    const isRunning = () => {
      try {
        return process.kill(voice?.pid ?? 0, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isRunning, patience).toBe(false);
  });
});

describe('what keeps it from hearing is told with a way out, and it can be typed to', () => {
  const microphonePane = 'x-apple.systempreferences:com.apple.preference.security?Privacy_Microphone';
  const soundPane = 'x-apple.systempreferences:com.apple.Sound-Settings.extension?input';
  // Electron itself has the microphone of the machine it runs on
  const noMicrophone: [string, Record<string, string>, string, string][] = electronBinary
    ? []
    : [['no microphone', { ...withVoice, DOUBLE_MICROPHONE: 'none' }, 'There is no microphone', soundPane]];
  test.each<[string, Record<string, string>, string, string]>([
    [
      'a microphone that is not allowed',
      { ...withVoice, DOUBLE_MICROPHONE: 'denied' },
      'Privacy & Security › Microphone',
      microphonePane,
    ],
    ...noMicrophone,
    ['a muted microphone', { ...withVoice, DOUBLE_MICROPHONE: muted }, 'it may be muted', soundPane],
    ['a silent room', { ...withVoice, DOUBLE_MICROPHONE: silent }, 'Nothing was heard', soundPane],
    ['no voice model', { DOUBLE_MICROPHONE: spoken }, 'get a voice first', 'settings'],
    [
      'a voice model that is none',
      { ...withVoice, TINYAGENT_VOICE: spoken },
      'is no Whisper model',
      'settings',
    ],
    ['a damaged voice model', { ...withVoice, TINYAGENT_VOICE: damaged }, 'may be damaged', 'settings'],
  ])('%s', async (name, env, message, way) => {
    await start({ env });
    await down();
    await app.panel.waitForTimeout(1500);
    await up();
    await app.panel.getByRole('alert').getByText(message).waitFor();
    await shot(name);
    expect(await listening().count()).toBe(0);
    expect((await app.state()).tray.tip).toBe('TinyAgent');
    if (way === 'settings') {
      await app.panel.getByRole('button', { name: 'Get a Voice' }).click();
      await (await app.settings()).getByRole('heading', { name: 'Voice', level: 1 }).waitFor();
      await app.closeSettings();
    } else {
      await app.panel.getByRole('button', { name: 'Open Settings' }).click();
      await expect.poll(async () => (await app.state()).opened).toEqual([way]);
    }
    await app.panel.getByLabel('Ask your Mac').fill("Text Amir that I'm late");
    await app.panel.keyboard.press('Enter');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('A message to Amir');
  });
});

/** The streams of the microphone that the window opens from now on. */
const watchMicrophone = () =>
  app.panel.evaluate(`
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
/** The process that hears now. */
const hearer = async (): Promise<number> => {
  const [voice] = (await app.state()).voices.filter(({ ended }) => ended === null);
  if (voice === undefined) throw new Error('Nothing hears.');
  return voice.pid;
};

describe('what goes wrong while somebody speaks', () => {
  test('a microphone that is pulled out: what was heard so far is kept, and waits', async () => {
    await start({
      settings: { app: { welcomed: true, voice: { run: 'at once' } } },
      env: withVoice,
    });
    await watchMicrophone();
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    await app.panel.evaluate(`{
      const [track] = streams[0].getTracks();
      track.stop();
      track.dispatchEvent(new Event('ended'));
    }`);
    await app.panel.getByRole('alert').getByText('The microphone was disconnected').waitFor();
    await expect.poll(line, patience).toBe(understood);
    await shot('a microphone pulled out');
    expect(await app.panel.locator('main').getAttribute('data-phase')).toBe('idle');
    await app.panel.keyboard.press('Enter');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('A message to Lutfi Erdem');
  });

  test('a speech process that is killed while it makes out the words: told, what was shown stays, the next time it hears', async () => {
    await start({ env: withVoice });
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    const first = await hearer();
    process.kill(first, 'SIGSTOP');
    await app.panel.waitForTimeout(1200); // longer than any partial text waits: one is under way
    await up();
    await app.panel.getByText('Understanding…').waitFor();
    process.kill(first, 'SIGKILL');
    await app.panel
      .getByRole('alert')
      .getByText('The speech engine stopped unexpectedly. Say it again')
      .waitFor();
    await shot('a speech process killed');
    expect(await line()).toContain('lootfy');
    await hide();
    await down();
    await listening().waitFor();
    expect(await app.panel.getByRole('alert').count()).toBe(0);
    await expect.poll(line, patience).toContain('lootfy');
    await up();
    await expect.poll(line, patience).toBe(understood);
    expect(await hearer()).not.toBe(first);
  });

  test('a speech process that dies while it waits is not noticed: the words come all the same', async () => {
    await start({ env: withVoice });
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    process.kill(await hearer(), 'SIGSTOP');
    await app.panel.waitForTimeout(1200); // longer than any partial text waits: Escape ends one that is under way
    await app.panel.keyboard.press('Escape');
    await expect.poll(async () => (await app.state()).voices[0]?.ended, patience).toBe('killed');
    process.kill(await hearer(), 'SIGKILL');
    await hide();
    await down();
    await app.panel.waitForTimeout(2000);
    await up();
    await expect.poll(line, patience).toBe(understood);
  });
});

describe('Escape', () => {
  test('at every moment ends it, closes the microphone and leaves nothing behind', async () => {
    await start({ env: withVoice });
    await watchMicrophone();
    const quietAgain = async () => {
      await expect.poll(hasMicrophone).toBe(false);
      expect([
        await line(),
        await listening().count(),
        await app.panel.getByText('Understanding…').count(),
      ]).toEqual(['', 0, 0]);
      await expect.poll(async () => (await app.state()).tray.tip).toBe('TinyAgent');
    };
    // the moment the key goes down, before a sample has come
    await down();
    await expect.poll(() => app.panel.evaluate('streams.length')).toBe(1);
    await app.panel.keyboard.press('Escape');
    await quietAgain();
    await up();
    await quietAgain();
    // while it listens, and letting go afterwards means nothing
    await hide();
    await down();
    await listening().waitFor();
    await app.panel.keyboard.press('Escape');
    await up();
    await quietAgain();
    // while the last words are made out, which takes for ever
    await hide();
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    process.kill(await hearer(), 'SIGSTOP');
    await up();
    await app.panel.getByText('Understanding…').waitFor();
    await app.panel.keyboard.press('Escape');
    await quietAgain();
    // when the words are there: they go, the window stays; once more, and it is away
    await hide();
    await down();
    await expect.poll(line, patience).toContain('lootfy');
    await up();
    await expect.poll(line, patience).toBe(understood);
    await app.panel.keyboard.press('Escape');
    await quietAgain();
    await app.panel.keyboard.press('Escape');
    await expect.poll(async () => (await app.state()).windows[0]?.visible).toBe(false);
  });
});

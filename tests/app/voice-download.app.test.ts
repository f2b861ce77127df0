import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { scriptedGgml } from '../../scripts/speech/scripted-ggml.ts';
import { temporaryFolder, tinyagent } from '../helpers/command.ts';
import { say } from '../helpers/espeak.ts';
import { type Hub, startHub } from '../helpers/hub.ts';
import { violations } from './accessibility.ts';
import { hotkey, idle, startApp } from './helpers.ts';
import type { RunningApp } from './launch.ts';

/** Voice switched on by one download, in the first run, in the settings or at a terminal, while the app runs. */

const folder = temporaryFolder(afterAll);
const spoken = join(folder, 'spoken.wav');
say(spoken, "Text Lutfi that I'm running ten minutes late");
const ggml = (sentence: string) => Buffer.from(scriptedGgml(sentence));
/** Machines that test are often busy. */
vi.setConfig({ testTimeout: 300_000 });
const patience = { timeout: 45_000 };
let hub: Hub;
let app: RunningApp & { folder: string };
let settings: Page;
beforeAll(async () => {
  hub = await startHub({
    'ggerganov/whisper.cpp': {
      'ggml-base.en.bin': ggml('text lootfy that I am late'),
      'ggml-small.en.bin': ggml('text ahmeer that I am late'),
    },
  });
});
afterAll(() => hub.close());
afterEach(() => app.close());

const start = async (chosen: object) => {
  app = await startApp({
    settings: { app: chosen },
    env: { TINYAGENT_HUB: hub.address, DOUBLE_MICROPHONE: spoken },
    shown: false,
  });
};
const openSection = async () => {
  await app.panel.evaluate("tinyagent.call('openSettings', { section: 'voice' })");
  settings = await app.settings();
  await settings.getByRole('heading', { name: 'Voice', level: 1 }).waitFor();
};
const button = (name: string) => settings.getByRole('button', { name, exact: true });
const line = () => app.panel.getByLabel('Ask your Mac').inputValue();
/** What is heard when the key is held. */
const heard = async (): Promise<string> => {
  await idle(app.panel);
  while ((await app.state()).windows[0]?.visible) await app.panel.keyboard.press('Escape');
  await app.control({ type: 'press', accelerator: hotkey });
  await expect.poll(line, patience).toContain('text');
  await app.panel.keyboard.press('Alt');
  await expect.poll(line, patience).toContain('Text');
  return line();
};
/** What the window says when the key is held and nobody hears. */
const refusal = async (): Promise<string> => {
  await idle(app.panel);
  while ((await app.state()).windows[0]?.visible) await app.panel.keyboard.press('Escape');
  await app.control({ type: 'press', accelerator: hotkey });
  await app.panel.waitForTimeout(800);
  await app.panel.keyboard.press('Alt');
  return app.panel.getByRole('alert').innerText();
};
const shot = async (page: Page, name: string) => {
  const pictures = process.env.PICTURES;
  if (pictures === undefined) return;
  await page.setViewportSize({ width: 820, height: 600 });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};

test('in the first run: told what it costs, cancelled, taken up again, and it hears without a restart', async () => {
  await start({ welcomed: false });
  settings = await app.settings();
  for (const step of ['One key, anywhere', 'Or say it aloud']) {
    await button('Go on').click();
    await settings.getByRole('heading', { name: step }).waitFor();
  }
  await settings.getByText('English · 7 times as fast as the large Whisper · licence MIT').waitFor();
  await settings.getByText('Not on this Mac, about 148 MB').waitFor();
  await shot(settings, 'welcome, voice');
  expect(await violations(settings, 'light')).toEqual([]);

  // also when it is taken up by itself, as it is after a while
  hub.faults.push({ stalls: 1_000_000 }, { stalls: 0 }, { stalls: 0 }, { stalls: 0 });
  await button('Download Whisper base.en').click();
  await settings.getByText('1 MB of').waitFor();
  await shot(settings, 'welcome, voice downloading');
  await button('Cancel Whisper base.en').click();
  hub.faults.length = 0;
  await button('Resume Whisper base.en').click();
  await settings.getByText('On this Mac').waitFor();
  await settings.getByText('speak, and let go').waitFor();
  await shot(settings, 'welcome, voice here');
  expect(hub.requests.at(-1)?.range).toMatch(/^bytes=[1-9]\d*-$/);

  expect(await heard()).toBe('Text Lutfi that I am late');
});

test('in the settings: one is added, another used, both removed; each time what is held is heard accordingly', async () => {
  await start({ welcomed: true });
  expect(await refusal()).toContain('get a voice first');
  await openSection();
  await shot(settings, 'settings, voice');
  for (const scheme of ['light', 'dark'] as const) {
    await settings.emulateMedia({ colorScheme: scheme });
    expect(await violations(settings, scheme)).toEqual([]);
  }
  hub.faults.push('corrupts');
  await button('Download Whisper small.en').click();
  await settings.getByText('arrived damaged').waitFor();
  await shot(settings, 'settings, voice damaged');
  await button('Download Whisper small.en').click();
  await button('Verify Whisper small.en').waitFor();
  expect(await settings.getByText('In use').count()).toBe(1);
  expect(await heard()).toContain('Text Amir');

  await openSection();
  await button('Download Whisper base.en').click();
  await button('Verify Whisper base.en').waitFor();
  await button('Use Whisper small.en').click();
  await button('Use Whisper base.en').waitFor();
  await shot(settings, 'settings, voices here');
  expect(await heard()).toContain('Text Amir');
  expect(JSON.parse(readFileSync(join(app.folder, 'settings.json'), 'utf8')).voice).toBe('whisper-small.en');

  await openSection();
  await button('Remove Whisper small.en').click();
  await button('Really remove? Whisper small.en').click();
  await button('Download Whisper small.en').waitFor();
  expect(JSON.parse(readFileSync(join(app.folder, 'settings.json'), 'utf8')).voice).toBeUndefined();
  expect(await heard()).toContain('Text Lutfi');
  await openSection();
  await button('Remove Whisper base.en').click();
  await button('Really remove? Whisper base.en').click();
  await button('Download Whisper base.en').waitFor();
  expect(existsSync(join(app.folder, 'models', 'whisper-base.en'))).toBe(false);
  const running = async () => (await app.state()).voices.filter(({ ended }) => ended === null).length;
  await expect.poll(running).toBe(0);
  expect(await refusal()).toContain('get a voice first');
});

test('one that is downloaded at a terminal hears the next time the window comes up', async () => {
  await start({ welcomed: true });
  expect(await refusal()).toContain('get a voice first');
  const { status } = await tinyagent(['models', 'pull', 'whisper-base.en'], {
    state: app.folder,
    env: { TINYAGENT_HUB: hub.address },
  });
  expect([status, readdirSync(join(app.folder, 'models'))]).toEqual([0, ['whisper-base.en']]);
  // the window comes up once, and is told
  await app.panel.keyboard.press('Escape');
  await app.control({ type: 'press', accelerator: hotkey });
  await app.panel.locator('.hint').getByText('hold').waitFor();
  expect(await heard()).toBe('Text Lutfi that I am late');
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeScriptedWhisper } from '../../scripts/speech/make-scripted-whisper.ts';
import { temporaryFolder } from '../helpers/command.ts';
import { say } from '../helpers/espeak.ts';
import { violations } from './accessibility.ts';
import { ask, ended, hotkey, idle, setFaults, startApp } from './helpers.ts';
import type { RunningApp } from './launch.ts';

/** Each state of the app, light and dark: no accessibility violation, and its picture into docs/ when PICTURES=1. */

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const folder = temporaryFolder(afterAll);
let app: RunningApp & { folder: string };
/** Where pictures are put together. */
let studio: Browser;

beforeAll(async () => {
  studio = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const microphone = join(folder, 'spoken.wav');
  say(microphone, 'Remind me to call the plumber tomorrow');
  const { whisperCpp } = makeScriptedWhisper(folder, 'Remind me to call the plumber tomorrow');
  app = await startApp({ env: { TINYAGENT_VOICE: whisperCpp, DOUBLE_MICROPHONE: microphone }, shown: false });
  await app.control({ type: 'press', accelerator: hotkey });
  await app.panel.keyboard.press('Escape');
  mkdirSync(docs, { recursive: true });
});
afterAll(async () => {
  await app.close();
  await studio.close();
});

const long = 'Set up a Zoom with Sid and Lutfi tomorrow at 3 and email them the Budget 2026 pdf';
/** Whether creating is asked about; the engine reads it at the next request. */
const consent = (creates: string) =>
  app.panel.evaluate(
    ([creates]) =>
      (globalThis as never as Window).tinyagent.call('getState', {}).then(({ value: { settings } }) =>
        (globalThis as never as Window).tinyagent.call('changeSettings', {
          ...settings,
          consent: { ...settings.consent, effects: { ...settings.consent.effects, creates } },
        }),
      ),
    [creates],
  );
interface Window {
  readonly tinyagent: {
    call(name: string, input: object): Promise<{ value: { settings: { consent: { effects: object } } } }>;
  };
}

const states: Record<string, () => Promise<void>> = {
  idle: async () => {
    await idle(app.panel);
    await app.panel.keyboard.press('ArrowDown');
  },
  suggestions: async () => {
    await idle(app.panel);
    await app.panel.keyboard.type('email');
  },
  running: async () => {
    setFaults(app.folder, [{ app: 'Contacts', kind: 'slow', ms: 700 }]);
    await ask(app.panel, long);
    await app.panel.locator('.row').nth(5).waitFor();
    await app.panel.locator('.row[data-status="running"]').first().waitFor();
  },
  question: async () => {
    await idle(app.panel);
    setFaults(app.folder, []);
    await ask(app.panel, 'Email Sam the contract pdf');
    await app.panel.getByText('Which Sam do you mean?').waitFor();
    await app.panel.locator('.row[data-status="done"]').first().waitFor();
  },
  words: async () => {
    await ask(app.panel, 'Text Amir that I am running late', 'Control+Enter');
    await app.panel.getByRole('button', { name: 'Text Amir' }).first().click();
    await app.panel.getByLabel('Message').fill('');
    await app.panel.keyboard.press('Enter');
    await app.panel.keyboard.press('Control+Enter');
    await app.panel.getByPlaceholder('In your own words').waitFor();
  },
  confirm: async () => {
    await consent('ask');
    await ask(app.panel, 'Make a zoom meeting about the budget tomorrow at 3');
    await app.panel.locator('.choices[data-kind="confirm"]').waitFor();
  },
  done: async () => {
    await idle(app.panel);
    await consent('allow');
    await ask(app.panel, long);
    await ended(app.panel);
    await app.panel.mouse.move(2, 2);
  },
  review: async () => {
    await ask(
      app.panel,
      'Remind me to pay Tess 40 dollars on Friday and text her that it is coming',
      'Control+Enter',
    );
    await app.panel.getByText('Nothing has happened yet').waitFor();
    await app.panel.keyboard.press('Enter');
    await app.panel.getByLabel('Due').waitFor();
  },
  failed: async () => {
    await idle(app.panel);
    setFaults(app.folder, [{ app: 'Notes', kind: 'not-permitted' }]);
    await ask(app.panel, 'Summarize the lease agreement pdf and add milk to my shopping list note');
    await ended(app.panel);
  },
  listening: async () => {
    await idle(app.panel);
    await app.panel.keyboard.press('Escape'); // hidden, so that the hotkey brings it up
    await app.control({ type: 'press', accelerator: hotkey });
    await app.panel.getByRole('img', { name: 'Listening' }).waitFor();
  },
};

describe.each(Object.keys(states))('%s', (name) => {
  test('is accessible, light and dark', async () => {
    await states[name]?.();
    for (const scheme of ['light', 'dark'] as const) {
      await app.panel.emulateMedia({ colorScheme: scheme });
      await app.panel.waitForTimeout(300);
      await picture(app.panel, `${name}-${scheme}`);
      expect(await violations(app.panel, scheme)).toEqual([]);
    }
    if (name === 'listening') {
      await app.panel.keyboard.press('Escape');
    }
  });
});

const sections = [
  'general',
  'apps',
  'hotkeys',
  'models',
  'writing',
  'accounts',
  'log',
  'privacy',
  'permissions',
  'updates',
];
/** Those whose picture is kept. */
const pictured = new Set(['apps', 'models', 'permissions']);

describe.each(sections)('settings: %s', (section) => {
  test('is accessible, light and dark', async () => {
    await app.panel.evaluate(
      (section) =>
        (globalThis as never as { tinyagent: { call(name: string, input: object): unknown } }).tinyagent.call(
          'openSettings',
          { section },
        ),
      section,
    );
    const window = await app.settings();
    await window.locator('h1').waitFor();
    const shows = async (scheme: 'light' | 'dark') => {
      await window.emulateMedia({ colorScheme: scheme });
      await window.waitForTimeout(200);
    };
    for (const scheme of ['light', 'dark'] as const) {
      await shows(scheme);
      if (pictured.has(section)) await picture(window, `settings-${section}-${scheme}`);
    }
    // what is folded away is looked at as well
    for (const summary of await window.locator('summary').all()) await summary.click();
    for (const scheme of ['light', 'dark'] as const) {
      await shows(scheme);
      expect(await violations(window, scheme)).toEqual([]);
    }
  });
});

/** The window as it stands on a desk: what vibrancy does on a Mac is done by the page it is put on. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES !== '1') return;
  const shot = await page.screenshot({ omitBackground: true });
  // a PNG's size stands in its header, here at two pixels a point
  const [width, height] = [16, 20].map((at) => Math.ceil(shot.readUInt32BE(at) / 2)) as [number, number];
  const isDark = name.endsWith('dark');
  const desk = await studio.newPage({
    viewport: { width: width + 96, height: height + 92 },
    deviceScaleFactor: 2,
  });
  await desk.setContent(`<style>
    body { margin: 0; padding: 40px 48px; background: ${
      isDark
        ? 'radial-gradient(700px 420px at 12% 0, #31529e, transparent), radial-gradient(700px 520px at 100% 70%, #7a3767, transparent), #14161d'
        : 'radial-gradient(700px 420px at 12% 0, #9dbcff, transparent), radial-gradient(700px 520px at 100% 70%, #f6b3cf, transparent), #e3e8f2'
    } fixed; }
    img { display: block; width: ${width}px; border-radius: 16px; backdrop-filter: blur(40px) saturate(1.5);
      box-shadow: 0 0 0 .5px rgb(0 0 0 / .3), inset 0 .5px 0 rgb(255 255 255 / .3), 0 22px 50px rgb(0 0 0 / .3); }
  </style><img src="data:image/png;base64,${shot.toString('base64')}">`);
  await desk.locator('img').evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
  await desk.screenshot({ path: `${docs}${name}.jpg`, type: 'jpeg', quality: 82 });
  await desk.close();
}

test('a tap of the hotkey hides the window again', async () => {
  await idle(app.panel);
  await app.panel.evaluate(`
    __receive('message', { type: 'pressed' });
    window.dispatchEvent(new KeyboardEvent('keyup', { key: 'Alt', code: 'AltLeft' }));
  `);
  await expect.poll(async () => (await app.state()).windows[0]?.visible).toBe(false);
});

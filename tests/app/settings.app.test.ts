import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '../helpers/command.ts';
import { textToAmir, writeScriptedModel } from '../helpers/gguf.ts';
import { type Hub, startHub } from '../helpers/hub.ts';
import { violations } from './accessibility.ts';
import { answerText, ask, ended, rows, startApp } from './helpers.ts';
import type { RunningApp } from './launch.ts';

/** The settings window: what is changed in it holds for the next request. Models come from a hub on this machine. */

const folder = temporaryFolder(afterAll);
const repo = 'squeeze-ai-lab/TinyAgent-1.1B-GGUF';
const file = 'TinyAgent-1.1B-Q4_K_M.gguf';
const model = 'TinyAgent-1.1B (Q4_K_M)';
let hub: Hub;
let app: RunningApp & { folder: string };
let settings: Page;

beforeAll(async () => {
  const gguf = join(folder, 'scripted.gguf');
  writeScriptedModel(gguf, {
    after: '\n',
    says: textToAmir('late'),
  });
  hub = await startHub({ [repo]: { [file]: readFileSync(gguf) } });
  app = await startApp({ env: { TINYAGENT_HUB: hub.address } });
  await app.control({ type: 'menu', path: ['Settings…'] });
  settings = await app.settings();
  settings.setDefaultTimeout(60_000);
});
afterAll(async () => {
  await app.close();
  await hub.close();
});

const section = (title: string) => settings.getByRole('button', { name: title, exact: true }).click();
const button = (name: string) => settings.getByRole('button', { name });
const choose = (label: string, option: object | string) =>
  settings.getByRole('combobox', { name: label }).selectOption(option);
const settingsOnDisk = () => JSON.parse(readFileSync(join(app.folder, 'settings.json'), 'utf8'));

describe('consent for each tool', () => {
  test('is reached by the keyboard alone, and holds for the next request', async () => {
    await section('Apps and Consent');
    await settings.locator('summary', { hasText: 'action' }).nth(3).focus();
    await settings.keyboard.press('Enter');
    await settings.keyboard.press('Tab');
    expect(await settings.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Draft a mail');
    await settings.keyboard.type('Never');
    await expect.poll(() => settingsOnDisk().consent?.tools).toEqual({ compose_new_email: 'never' });
    await ask(app.panel, 'Email Ana the survey PDF');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('Mail is not allowed to do this');
  });

  test('ask asks for this one alone; as above takes the exception back', async () => {
    await choose('Draft a mail', { label: 'Ask me' });
    await expect.poll(() => settingsOnDisk().consent.tools).toEqual({ compose_new_email: 'ask' });
    await settings.getByText('1 set apart').waitFor();
    await ask(app.panel, 'Email Ana the survey PDF');
    await app.panel.locator('.choices[data-kind="confirm"]').waitFor();
    await app.panel.waitForTimeout(400);
    await app.panel.keyboard.press('y');
    await ended(app.panel);
    expect((await rows(app.panel)).at(-1)).toContain('Done');
    await choose('Draft a mail', { label: 'As above: Allow' });
    await expect.poll(() => settingsOnDisk().consent.tools).toEqual({});
  });
});

describe('models', () => {
  const modelFile = () => join(app.folder, 'models', 'tinyagent-1.1b', file);
  const kept = () => {
    const place = join(app.folder, 'models', 'tinyagent-1.1b');
    const part = existsSync(place) ? readdirSync(place).find((name) => name.endsWith('.part')) : undefined;
    return part === undefined ? 0 : statSync(join(place, part)).size;
  };
  const card = () => settings.getByRole('region', { name: model, exact: true });

  test('are told with size, memory, licence or that there is none, and what was measured', async () => {
    await section('Models');
    const words = await card().innerText();
    expect(words).toContain('Not on this Mac, about 670 MB');
    expect(words).toContain('None stated');
    expect(words).toMatch(/Memory\s+about 1\.0 GB of /);
    await card().getByText('What was measured').click();
    await card().getByText('80.06 %').waitFor();
  });

  test('a download is shown, cancelled, and goes on where it ended', async () => {
    hub.faults.push({ stalls: 2000 });
    await button(`Download ${model}`).click();
    await expect.poll(kept).toBe(2000);
    await settings.getByRole('progressbar', { name: `Downloading ${model}` }).waitFor();
    await card()
      .getByText(/^0 MB of 0 MB \(\d+ %\)/)
      .waitFor();
    expect(await violations(settings, 'light')).toEqual([]);
    await button(`Cancel ${model}`).click();
    await settings.getByText('Downloaded in part').waitFor();
    await button(`Resume ${model}`).click();
    await card().getByText('On this Mac').waitFor();
    expect(hub.requests.at(-1)?.range).toBe('bytes=2000-');
  });

  test('what is downloaded is chosen, and plans the next request', async () => {
    await choose('Planner', { label: model });
    await expect.poll(() => settingsOnDisk().models?.planner).toBe('tinyagent-1.1b');
    await card().getByText('In use as planner').waitFor();
    await ask(app.panel, 'Text Amir that dinner is ready');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('Messages: late.'); // what this model always says
  });

  test('it is compared with its checksum; one that was damaged says so', async () => {
    await button(`Verify ${model}`).click();
    await settings.getByText(', as published').waitFor();
    const bytes = readFileSync(modelFile());
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 255;
    writeFileSync(modelFile(), bytes);
    await button(`Verify ${model}`).click();
    await card().getByText('its checksum is wrong. Download it again').waitFor();
  });

  test('when it is removed its role goes back, and the next request is planned by the embedded one', async () => {
    await button(`Remove ${model}`).click();
    expect(existsSync(modelFile())).toBe(true);
    await button(`Really remove? ${model}`).click();
    await settings.getByText('Not on this Mac, about 670 MB').waitFor();
    expect([existsSync(modelFile()), settingsOnDisk().models.planner]).toEqual([false, 'embedded']);
    await ask(app.panel, 'Email Ana the survey PDF');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('Ana Silva');
  });

  test('a hub that cannot be used is said in a sentence; a preset that is not here offers its download', async () => {
    hub.listing = { status: 503, body: '' };
    await button(`Download ${model}`).click();
    await card().getByRole('alert').getByText('Try again later').waitFor();
    hub.listing = undefined;
    await button('Download what Paper needs').click();
    await card().getByText('On this Mac').waitFor();
    await expect
      .poll(() => settings.getByRole('alert').allInnerTexts())
      .toContainEqual(expect.stringContaining('TinyAgent-ToolRAG is not, or no longer'));
  });
});

describe('the log', () => {
  test('shows what was asked and done, found by its words, newest first', async () => {
    await section('Log');
    const requests = settings.locator('.log-requests summary');
    await expect.poll(() => requests.count()).toBeGreaterThan(3);
    await settings.getByLabel('Search the log').fill('not allowed');
    await settings.getByText('1 request.').waitFor();
    await requests.click();
    expect(await settings.locator('.log-requests').innerText()).toMatch(
      /not allowed[\s\S]*Draft|not allowed/,
    );
  });

  test('is shown in the Finder', async () => {
    await button('Show in Finder').click();
    await expect.poll(async () => (await app.state()).opened.at(-1)).toMatch(/log\.jsonl$/);
  });

  test('is erased after a second press, and not written once it is switched off', async () => {
    await settings.getByLabel('Search the log').fill('');
    await button('Erase the whole log').click();
    await settings.keyboard.press('Escape');
    await button('Erase the whole log').click();
    await button('Really erase? the whole log').click();
    await settings.getByText('The log is empty.').waitFor();
    await settings.getByRole('switch', { name: 'Keep a log' }).click();
    await expect.poll(() => settingsOnDisk().log).toBe(false);
    await ask(app.panel, 'Email Ana the survey PDF');
    await ended(app.panel);
    expect(readdirSync(join(app.folder, 'log'))).toEqual([]);
    await button('Show in Finder').click();
    await settings.getByRole('alert').getByText('there is no file to show').waitFor();
  });
});

describe('permissions of a page', () => {
  const ours = 'tinyagent://ui/panel.html';
  test.each([
    ['our microphone', ours, 'media', { mediaTypes: ['audio'], mediaType: 'audio' }, true],
    ['our camera', ours, 'media', { mediaTypes: ['video'], mediaType: 'video' }, false],
    ['both at once', ours, 'media', { mediaTypes: ['audio', 'video'], mediaType: 'video' }, false],
    [
      'the microphone for another page',
      'https://example.com/',
      'media',
      { mediaTypes: ['audio'], mediaType: 'audio' },
      false,
    ],
    [
      'the microphone for a page that only looks like ours',
      'tinyagent://ui.example.com/',
      'media',
      { mediaTypes: ['audio'], mediaType: 'audio' },
      false,
    ],
    ['where we are', ours, 'geolocation', {}, false],
    ['the clipboard', ours, 'clipboard-read', {}, false],
    ['notifications', ours, 'notifications', {}, false],
    ['the screen', ours, 'display-capture', {}, false],
    ['USB', ours, 'usb', {}, false],
  ])('%s: asked for and looked up alike', async (_, url, permission, details, may) => {
    expect(await app.control({ type: 'may', url, permission, details })).toEqual({
      requested: may,
      checked: may,
      checkedForNobody: false,
    });
  });
});

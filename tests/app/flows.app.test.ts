import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerText, ask, ended, hotkey, idle, ready, rows, setFaults, startApp } from './helpers.ts';
import type { RunningApp } from './launch.ts';

/** The built app with the real engine, the embedded models and the simulated Mac, used as a user would. */

let app: RunningApp & { folder: string };
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const bridge = (name: string, input: object): Promise<unknown> =>
  app.panel.evaluate(
    ([name, input]) =>
      (globalThis as never as { tinyagent: { call(name: unknown, input: unknown): unknown } }).tinyagent.call(
        name,
        input,
      ),
    [name, input] as const,
  );
const world = (): {
  mail: { outgoingMessages: { sent: boolean; attachments: string[] }[] };
  notes: unknown;
  opened: string[];
} => app.world() as never;
const settingsOnDisk = () => JSON.parse(readFileSync(join(app.folder, 'settings.json'), 'utf8'));
const change = async (part: object) => {
  const result = (await bridge('changeSettings', { ...settingsOnDisk(), ...part })) as { ok: boolean };
  expect(result.ok).toBe(true);
};

interface Keyboards {
  readonly KeyboardEvent: new (type: string, options: { key: string; bubbles: boolean }) => never;
}

describe('a request', () => {
  test('runs as a graph, is answered, and was done on the Mac', async () => {
    await ask(app.panel, 'Email Ana the survey PDF');
    await ended(app.panel);
    expect(await rows(app.panel)).toEqual([
      'Look up Ana’s address | ana.silva@fernhillstudio.example | Done',
      expect.stringMatching(/^Find and open “survey.*” \| Survey\.pdf \| Done$/i),
      'Draft a mail to Ana | draft open, not sent | Done',
    ]);
    expect(await answerText(app.panel)).toContain('Ana Silva');
    const [draft] = world().mail.outgoingMessages;
    expect([draft?.sent, draft?.attachments]).toEqual([false, ['/Users/alex/Documents/Survey.pdf']]);
  });

  test('asks which Sam; the arrow and Return answer, and the line has the keyboard again', async () => {
    await ask(app.panel, 'Email Sam the contract pdf');
    await app.panel.getByText('Which Sam do you mean?').waitFor();
    expect((await app.state()).tray.tip).toBe('TinyAgent has a question');
    await app.panel.waitForTimeout(400);
    // both before anything is drawn, as keys come that were typed ahead
    await app.panel.locator('.choices').evaluate((list) => {
      for (const key of ['ArrowDown', 'Enter'])
        list.dispatchEvent(
          new (list.ownerDocument.defaultView as never as Keyboards).KeyboardEvent('keydown', {
            key,
            bubbles: true,
          }),
        );
    });
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('Sam Lindqvist');
    expect(await app.panel.evaluate('document.activeElement.className')).toBe('ask-field');
  });

  test('a key pressed the moment a question comes up does not answer it', async () => {
    await idle(app.panel);
    // pressed by the page itself: between it and a test there is time enough to read the question
    await app.panel.evaluate(`new MutationObserver((_, observer) => {
      const list = document.querySelector('.choices');
      if (list === null) return;
      observer.disconnect();
      list.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }));
    }).observe(document.body, { childList: true, subtree: true })`);
    await ask(app.panel, 'Email Sam the contract pdf');
    await app.panel.getByText('Which Sam do you mean?').waitFor();
    await app.panel.waitForTimeout(200);
    expect(await app.panel.locator('.choice').count()).toBe(2);
    await app.panel.keyboard.press('Escape');
    await ended(app.panel);
  });

  test('Escape stops it, and says that nothing was done', async () => {
    setFaults(app.folder, [{ app: 'Contacts', kind: 'slow', ms: 30_000 }]);
    await ask(app.panel, "Text Amir that I'm running ten minutes late");
    await app.panel.locator('.row[data-status="running"]').waitFor();
    const begun = performance.now();
    await app.panel.keyboard.press('Escape');
    await ended(app.panel);
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(await answerText(app.panel)).toBe('Stopped. Nothing was done.');
    setFaults(app.folder, []);
  });

  test('what macOS does not permit is told with the way to allow it; the doctor knows', async () => {
    setFaults(app.folder, [{ app: 'Notes', kind: 'not-permitted' }]);
    await ask(app.panel, 'Add milk to my shopping list note');
    await ended(app.panel);
    await app.panel.getByRole('button', { name: 'Open Settings' }).click();
    expect((await app.state()).opened.at(-1)).toContain('Privacy_Automation');
    const state = (await bridge('getState', {})) as {
      value: { permissions: { name: string; state: string }[] };
    };
    expect(state.value.permissions.find(({ name }) => name === 'Control of Notes')?.state).toBe('denied');
    setFaults(app.folder, []);
    await bridge('diagnose', {});
    const notes = async () => {
      const { value } = (await bridge('getState', {})) as typeof state;
      return value.permissions.find(({ name }) => name === 'Control of Notes')?.state;
    };
    await expect.poll(notes).toBe('granted');
  });

  test('what it cannot do is said, and nothing is done', async () => {
    await ask(app.panel, 'What is the capital of Peru?');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('I cannot do that');
  });
});

describe('leave', () => {
  const meeting = 'Make a zoom meeting about the budget tomorrow at 3';

  test('is asked where the settings say so; a no keeps it from being done', async () => {
    await change({ consent: { effects: { creates: 'ask' } } });
    await ask(app.panel, meeting);
    await app.panel.getByText('Make the Zoom meeting').waitFor();
    await app.panel.waitForTimeout(400);
    await app.panel.keyboard.press('n');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('You said no');
    await change({ consent: { effects: { creates: 'allow' } } });
  });

  test('what was done is undone, once', async () => {
    await ask(app.panel, meeting);
    await ended(app.panel);
    await app.panel.keyboard.press('Control+z');
    await app.panel.locator('.foot').getByText('ndo').first().waitFor();
    await app.panel.locator('.answer').getByText('is cancelled').waitFor();
    expect(await app.panel.getByRole('button', { name: /Undo/ }).count()).toBe(0);
    const again = (await bridge('undo', { id: crypto.randomUUID() })) as { ok: boolean; message: string };
    expect(again).toEqual({ ok: false, code: 'failed', message: 'There is nothing to undo.' });
  });
});

describe('a plan that is looked over', () => {
  test('is changed, a step is dropped, and what is left is done', async () => {
    await ask(
      app.panel,
      'Remind me to call the plumber tomorrow at 9 and add milk to my shopping list',
      'Control+Enter',
    );
    await app.panel.getByText('Nothing has happened yet').waitFor();
    await app.panel.locator('.row').first().waitFor();
    const before = await app.panel.locator('.row').count();
    await app.panel.getByRole('button', { name: 'Remind me' }).first().click();
    await app.panel.getByLabel('Due').fill('Monday at noon');
    await app.panel
      .getByRole('button', { name: /^Drop: Add|^Drop: .*milk/i })
      .first()
      .click();
    expect(await app.panel.locator('.row').count()).toBeLessThan(before);
    await app.panel.keyboard.press('Control+Enter');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('Monday, November 23, 2026 at 12:00 PM');
    const notes = JSON.stringify(world().notes);
    expect(notes).not.toContain('<div>milk</div>');
  });

  test('what a step then lacks is asked for in words', async () => {
    await ask(app.panel, 'Text Amir that I am running late', 'Control+Enter');
    await app.panel.getByRole('button', { name: 'Text Amir' }).first().click();
    await app.panel.getByLabel('Message').fill('');
    await app.panel.keyboard.press('Control+Enter'); // from within the field
    await app.panel.getByPlaceholder('In your own words').fill('Start without me');
    await app.panel.keyboard.press('Enter');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('Start without me');
  });
});

describe('the line', () => {
  test('the up arrow brings back what was asked before, newest first', async () => {
    await ask(app.panel, 'What is the capital of Chile?');
    await ended(app.panel);
    await idle(app.panel);
    await app.panel.keyboard.press('ArrowUp');
    expect(await app.panel.getByLabel('Ask your Mac').inputValue()).toBe('What is the capital of Chile?');
    await app.panel.keyboard.press('ArrowUp');
    expect(await app.panel.getByLabel('Ask your Mac').inputValue()).not.toBe('What is the capital of Chile?');
  });

  test('what is typed is looked for in the history and the examples', async () => {
    await idle(app.panel);
    await app.panel.keyboard.type('capital');
    expect(await app.panel.locator('.suggestion-query').allInnerTexts()).toEqual([
      'What is the capital of Chile?',
      'What is the capital of Peru?',
    ]);
  });

  test('the answer is copied', async () => {
    await ask(app.panel, 'Email Ana the survey PDF');
    await ended(app.panel);
    await app.panel.keyboard.press('Control+c');
    await app.panel.getByText('Copied.').first().waitFor();
    expect((await app.state()).clipboard).toContain('Survey.pdf');
  });
});

describe('the window', () => {
  test('comes up on the hotkey, hides on Escape, on the hotkey and when something else is clicked', async () => {
    const visible = async () => (await app.state()).windows[0]?.visible;
    await idle(app.panel);
    await app.panel.keyboard.press('Escape');
    await expect.poll(visible).toBe(false);
    await app.control({ type: 'press', accelerator: hotkey });
    expect(await visible()).toBe(true);
    await app.control({ type: 'blur' }); // right after showing, which is no click elsewhere
    expect(await visible()).toBe(true);
    await app.panel.waitForTimeout(450);
    await app.control({ type: 'blur' });
    expect(await visible()).toBe(false);
    await app.control({ type: 'press', accelerator: hotkey });
  });

  test('is as high as what it holds', async () => {
    await idle(app.panel);
    const height = async () => (await app.state()).windows[0]?.bounds.height ?? 0;
    const content = async () =>
      Math.ceil(await app.panel.locator('main').evaluate((main) => main.getBoundingClientRect().height));
    await expect.poll(async () => (await height()) - (await content())).toBe(0);
    const before = await height();
    await app.panel.keyboard.type('nothing suggests itself for this');
    await expect.poll(height).toBeLessThan(before);
  });

  test('the menu-bar icon asks again, opens the settings, and the app is in the dock only while they are open', async () => {
    await app.control({ type: 'menu', path: ['Recent Requests', 'Email Ana the survey PDF'] });
    await ended(app.panel);
    expect((await app.state()).dock).toBe(false);
    await app.control({ type: 'menu', path: ['Settings…'] });
    const settings = await app.settings();
    await settings.getByRole('heading', { name: 'General' }).waitFor();
    expect((await app.state()).dock).toBe(true);
    await app.closeSettings();
    expect((await app.state()).dock).toBe(false);
  });
});

describe('settings', () => {
  test('take effect at once: an app that is switched off is not touched', async () => {
    await app.control({ type: 'menu', path: ['Settings…'] });
    const settings = await app.settings();
    await settings.getByRole('button', { name: 'Apps and Consent' }).click();
    await settings.getByRole('switch', { name: 'Messages' }).click();
    await expect.poll(() => settingsOnDisk().switchedOff).toEqual(['Messages']);
    const before = world().opened;
    await ask(app.panel, "Text Amir that I'm running ten minutes late");
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('Messages is switched off in the settings.');
    expect(world().opened).toEqual(before);
    await settings.getByRole('switch', { name: 'Messages' }).click();
    await expect.poll(() => settingsOnDisk().switchedOff).toEqual([]);
  });

  test('keys go into the keychain, never into the settings, and no window reads them back', async () => {
    const settings = await app.settings();
    await settings.getByRole('button', { name: 'Accounts' }).click();
    await settings.getByLabel('Client secret').fill('a-very-secret-key');
    await settings.keyboard.press('Enter');
    await settings.getByText('••••••••').waitFor();
    const kept = readdirSync(app.folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => readFileSync(join(app.folder, name), 'utf8'))
      .join('');
    expect(kept).not.toContain('a-very-secret-key');
    expect(JSON.stringify(await bridge('getState', {}))).not.toContain('a-very-secret-key');
  });

  test('the hotkey is recorded, and works', async () => {
    const settings = await app.settings();
    await settings.getByRole('button', { name: 'Hotkey' }).click();
    await settings.locator('.record-button').click();
    await settings.keyboard.press('Control+Shift+KeyK');
    await expect.poll(() => settingsOnDisk().app.hotkey).toBe('Control+Shift+K');
    expect((await app.state()).shortcuts).toEqual(['Control+Shift+K']);
    await bridge('setHotkey', { hotkey });
  });

  test('what is no setting is refused, and the file stays as it was', async () => {
    const before = readFileSync(join(app.folder, 'settings.json'), 'utf8');
    expect(await bridge('changeSettings', { consent: { effects: { creates: 'sometimes' } } })).toMatchObject({
      ok: false,
      code: 'bad-input',
    });
    expect(readFileSync(join(app.folder, 'settings.json'), 'utf8')).toBe(before);
    await app.closeSettings();
  });
});

describe('the engine', () => {
  test('killed in the middle of a request: the window says so, and the next request is done', async () => {
    await ask(app.panel, 'Email Sam the contract pdf');
    await app.panel.getByText('Which Sam do you mean?').waitFor();
    await app.control({ type: 'kill-engine' });
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('The engine stopped unexpectedly');
    await ask(app.panel, 'Email Ana the survey PDF');
    await ended(app.panel);
    expect(await answerText(app.panel)).toContain('Survey.pdf');
    expect((await app.state()).engines).toBe(2);
  });
});

describe('a page that has been made to say anything', () => {
  test('goes nowhere, opens nothing, loads nothing from elsewhere', async () => {
    const url = app.panel.url();
    await app.panel.evaluate("location.href = 'https://example.com/'").catch(() => undefined);
    await app.panel.waitForTimeout(200);
    expect(app.panel.url()).toBe(url);
    const blocked = await app.panel.evaluate(
      "fetch('https://example.com/').then(() => 'loaded', () => 'blocked')",
    );
    expect(blocked).toBe('blocked');
    await app.panel.evaluate(
      "void document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.injected = 1' }))",
    );
    expect(await app.panel.evaluate('globalThis.injected')).toBeUndefined();
  });

  test('is not heard from another address, with another call, or with input that is none', async () => {
    const from = (url: string, name: string, input: unknown) =>
      app.control({ type: 'invoke-from', url, name, input });
    expect(await from('https://example.com/', 'getState', {})).toMatchObject({
      ok: false,
      code: 'not-allowed',
    });
    expect(await from('tinyagent://ui/panel.html', 'constructor', {})).toMatchObject({
      ok: false,
      code: 'bad-input',
    });
    expect(await bridge('ask', { id: 'one', query: 'x' })).toMatchObject({ ok: false, code: 'bad-input' });
  });

  test.each([
    [{ kind: 'url', url: 'https://example.com/' }],
    [{ kind: 'url', url: 'http://zoom.us/j/1' }],
    [{ kind: 'url', url: 'https://zoom.us.example.com/' }],
    [{ kind: 'file', path: '/etc/passwd' }],
    [{ kind: 'app', app: 'Terminal' }],
    [{ kind: 'pane', pane: 'x' }],
  ])('may not have %j opened', async (target) => {
    const before = (await app.state()).opened.length;
    expect(await bridge('open', target)).toMatchObject({ ok: false });
    expect((await app.state()).opened.length).toBe(before);
  });
});

test('fifty requests in a row do not make it grow', async () => {
  const heap = async () => {
    const client = await app.panel.context().newCDPSession(app.panel);
    await client.send('HeapProfiler.collectGarbage');
    const { usedSize } = (await client.send('Runtime.getHeapUsage')) as { usedSize: number };
    await client.detach();
    return usedSize;
  };
  const one = async (turn: number) => {
    await ask(
      app.panel,
      turn % 2 === 0 ? 'Email Ana the survey PDF' : 'Remind me to call Walter tomorrow at 9',
    );
    await ended(app.panel);
  };
  for (let turn = 0; turn < 5; turn++) await one(turn);
  const before = await heap();
  for (let turn = 5; turn < 50; turn++) await one(turn);
  expect((await heap()) - before).toBeLessThan(1_000_000);
  expect(existsSync(join(app.folder, 'history.json'))).toBe(true);
}, 240_000);

describe('the first start', () => {
  test('damaged settings are set aside with a message, and ask before anything reaches others', async () => {
    await app.close();
    app = await startApp({ settings: { consent: { effects: { creates: 'sometimes' } } } });
    await app.panel.getByText('Your settings could not be read').waitFor();
    const names = readdirSync(app.folder);
    expect(names.filter((name) => /^settings\.damaged-.*\.json$/.test(name))).toHaveLength(1);
    const { value } = (await bridge('getState', {})) as {
      value: { settings: { consent: { effects: Record<string, string> } } };
    };
    expect(value.settings.consent.effects['reaches-others']).toBe('ask');
  });

  test('shows four steps, with the hotkey to try; a taken hotkey is told and another one offered', async () => {
    await app.close();
    app = await startApp({ settings: { app: { welcomed: false } }, env: { SPY_TAKEN: 'Control+Space' } });
    const welcome = await app.settings();
    await welcome.getByRole('heading', { name: 'Say it. It gets done.' }).waitFor();
    await welcome.getByRole('button', { name: 'Go on' }).click();
    await app.control({ type: 'press', accelerator: hotkey });
    await app.control({ type: 'press', accelerator: hotkey });
    await welcome.getByText('That is it.').waitFor();
    await welcome.locator('.record-button').click();
    await welcome.keyboard.press('Control+Space');
    await welcome.getByText('is taken by another app').waitFor();
    await welcome.getByRole('button', { name: /^Use / }).click();
    await expect.poll(() => settingsOnDisk().app.hotkey).not.toBe('Control+Space');
    await welcome.getByRole('button', { name: 'Go on' }).click();
    await welcome.getByRole('heading', { name: 'Or say it aloud' }).waitFor();
    await welcome.getByRole('button', { name: 'Go on' }).click();
    await welcome.getByRole('button', { name: 'Start' }).click();
    await expect.poll(() => settingsOnDisk().app.welcomed).toBe(true);
    await ready(app.panel);
  });
});

import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const root = at('../../../');

/** What the double remembers of the Mac around the app. */
export interface MacState {
  readonly opened: readonly string[];
  readonly clipboard: string;
  readonly dock: boolean;
  readonly login: boolean;
  readonly tray: {
    readonly image: string;
    readonly tip: string;
    readonly menu: readonly { label?: string; submenu?: { label: string }[] }[];
  };
  readonly windows: readonly {
    name: string;
    visible: boolean;
    bounds: { x: number; y: number; width: number; height: number };
  }[];
  readonly shortcuts: readonly string[];
  readonly engines: number;
  /** The speech processes so far, and how those that ended did. */
  readonly voices: readonly { pid: number; ended: number | string | null }[];
}

export interface RunningApp {
  readonly panel: Page;
  /** The settings window, once it is open. */
  settings(): Promise<Page>;
  /** Closes the settings window, and waits until it is gone. */
  closeSettings(): Promise<void>;
  control(control: { type: string; [key: string]: unknown }): Promise<unknown>;
  state(): Promise<MacState>;
  /** The simulated Mac as the engine left it. */
  world(): { [key: string]: never };
  close(): Promise<void>;
}

/** Starts the built app on the double of Electron, with a state folder of its own, and connects to its windows. */
export async function launch(
  state: string,
  { env = {} }: { env?: Record<string, string> } = {},
): Promise<RunningApp> {
  const profile = join(state, 'profile');
  mkdirSync(profile, { recursive: true });
  const child = fork(join(root, 'dist/main/main.js'), {
    cwd: root,
    execArgv: ['--import', at('./register.mjs')],
    env: {
      ...process.env,
      TINYAGENT_STATE: state,
      DOUBLE_PROFILE: profile,
      DOUBLE_NOW: '2026-11-20T10:15:00',
      ...env,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const browser = await connect(profile, child);
  let last = 0;
  const control: RunningApp['control'] = (wanted) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const onMessage = (answer: { id: number; value?: unknown; error?: string }) => {
        if (answer.id !== id) return;
        child.off('message', onMessage);
        if (answer.error === undefined) resolve(answer.value);
        else reject(new Error(answer.error));
      };
      child.on('message', onMessage);
      child.send({ id, control: wanted });
    });
  const page = async (name: string): Promise<Page> => {
    for (let turn = 0; turn < 200; turn++) {
      const found = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((one) => one.url().includes(`/${name}.html`));
      if (found !== undefined) return found;
      await sleep(50);
    }
    throw new Error(`There is no window ${name}.`);
  };
  const panel = await page('panel');
  await panel.getByLabel('Ask your Mac').waitFor();
  return {
    panel,
    settings: () => page('settings'),
    async closeSettings() {
      const closed = (await page('settings')).waitForEvent('close');
      await control({ type: 'close-settings' });
      await closed;
    },
    control,
    state: () => control({ type: 'state' }) as Promise<MacState>,
    world: () => JSON.parse(readFileSync(join(state, 'simulated-mac.json'), 'utf8')),
    async close() {
      await browser.close();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** A second client of the double's Chromium: the test's own eyes and hands. */
async function connect(profile: string, child: ChildProcess): Promise<Browser> {
  const portFile = join(profile, 'DevToolsActivePort');
  for (let turn = 0; turn < 600; turn++) {
    if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}.`);
    if (existsSync(portFile)) {
      const [port, path] = readFileSync(portFile, 'utf8').split('\n');
      if (path !== undefined) return chromium.connectOverCDP(`ws://127.0.0.1:${port}${path}`);
    }
    await sleep(50);
  }
  throw new Error('The double’s Chromium did not start.');
}

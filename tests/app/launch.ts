import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchDouble } from './double/launch-double.ts';
import { launchElectron } from './electron/launch-electron.ts';

/** What the spy remembers of the Mac around the app. */
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
    visible: boolean;
    bounds: { x: number; y: number; width: number; height: number };
  }[];
  readonly shortcuts: readonly string[];
  readonly engines: number;
  /** The speech processes so far, and how those that ended did. */
  readonly voices: readonly { pid: number; ended: number | string | null }[];
}

/** The app in its process: its pages, a way to have the spy do something, an end. */
export interface Launched {
  pages(): Page[];
  control(control: { type: string; [key: string]: unknown }): Promise<unknown>;
  close(): Promise<void>;
}

export interface RunningApp extends Omit<Launched, 'pages'> {
  readonly panel: Page;
  /** The settings window, once it is open. */
  settings(): Promise<Page>;
  /** Closes the settings window, and waits until it is gone. */
  closeSettings(): Promise<void>;
  state(): Promise<MacState>;
  /** The simulated Mac as the engine left it. */
  world(): { [key: string]: never };
}

/** Electron's binary, when the suite runs on that and not on the double. */
export const electronBinary = process.env.TINYAGENT_TEST_ELECTRON;

/** Starts the built app with a state folder of its own, and connects to its windows. */
export async function launch(
  state: string,
  { env = {} }: { env?: Record<string, string> } = {},
): Promise<RunningApp> {
  const options = { state, env: { TINYAGENT_STATE: state, SPY_NOW: '2026-11-20T10:15:00', ...env } };
  const launched =
    electronBinary === undefined
      ? await launchDouble(options)
      : await launchElectron({ binary: electronBinary, ...options });
  const page = async (name: string): Promise<Page> => {
    for (let turn = 0; turn < 200; turn++) {
      const found = launched.pages().find((one) => one.url().includes(`/${name}.html`));
      if (found !== undefined) return found;
      await sleep(50);
    }
    throw new Error(`There is no window ${name}.`);
  };
  const panel = await page('panel');
  await panel.getByLabel('Ask your Mac').waitFor();
  return {
    ...launched,
    panel,
    settings: () => page('settings'),
    async closeSettings() {
      const closed = (await page('settings')).waitForEvent('close');
      await launched.control({ type: 'close-settings' });
      await closed;
    },
    state: () => launched.control({ type: 'state' }) as Promise<MacState>,
    world: () => JSON.parse(readFileSync(join(state, 'simulated-mac.json'), 'utf8')),
  };
}

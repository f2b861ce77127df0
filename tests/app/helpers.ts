import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createDefaultWorld } from '../../src/mac/simulated/default-world.ts';
import type { WorldInput } from '../../src/mac/simulated/world.ts';
import { launch, type RunningApp } from './launch.ts';

export const hotkey = 'Alt+Space';
/** What the double's clock says when the app starts. */
export const now = new Date(2026, 10, 20, 10, 15);

/** Starts the app with these settings and faults of the simulated Mac, its window up or not, its models loaded. */
export async function startApp({
  settings = {},
  faults = [],
  env = {},
  shown = true,
}: {
  settings?: object;
  faults?: WorldInput['faults'];
  env?: Record<string, string>;
  shown?: boolean;
} = {}): Promise<RunningApp & { folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'tinyagent-app-'));
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ app: { welcomed: true }, ...settings }));
  setFaults(folder, faults);
  const app = await launch(folder, { env });
  app.panel.setDefaultTimeout(60_000); // machines that test are often busy
  if (shown) await app.control({ type: 'press', accelerator: hotkey });
  await ready(app.panel);
  return {
    ...app,
    folder,
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A fresh default Mac with something wrong with it; read anew by the engine at each request. */
export function setFaults(folder: string, faults: WorldInput['faults']): void {
  const world = { ...createDefaultWorld(now), faults };
  writeFileSync(join(folder, 'simulated-mac.json'), JSON.stringify(world));
}

export const ready = (panel: Page): Promise<void> =>
  panel.getByText('Simulated Mac · nothing real is touched').waitFor();

/** Types a request into the window, whatever it shows, and presses the keys that start it. */
export async function ask(panel: Page, query: string, keys = 'Enter'): Promise<void> {
  await idle(panel);
  await panel.getByLabel('Ask your Mac').fill(query);
  await panel.keyboard.press(keys);
}

/** Back to the empty line. */
export async function idle(panel: Page): Promise<void> {
  const field = panel.getByLabel('Ask your Mac');
  for (let turn = 0; turn < 100; turn++) {
    const phase = await panel.locator('main').getAttribute('data-phase');
    if (phase === 'idle' && (await field.inputValue()) === '') return;
    await panel.keyboard.press('Escape');
    await panel.waitForTimeout(30);
  }
  throw new Error('The window does not become idle.');
}

export const ended = (panel: Page): Promise<void> => panel.locator('main[data-phase="ended"]').waitFor();
export const answerText = (panel: Page): Promise<string> => panel.locator('.answer').innerText();
/** The plan as it is shown: title, outcome and status of each row. */
export async function rows(panel: Page): Promise<string[]> {
  return panel
    .locator('.row')
    .evaluateAll((all) =>
      all.map((row) =>
        ['.row-title', '.row-outcome', '.status .unseen']
          .map((part) => row.querySelector(part)?.textContent ?? '')
          .join(' | '),
      ),
    );
}

import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import type { Launched } from '../launch.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const root = at('../../../');

/** Starts the built app on the double of Electron. */
export async function launchDouble({
  state,
  env,
}: {
  state: string;
  env: Record<string, string>;
}): Promise<Launched> {
  const profile = join(state, 'profile');
  mkdirSync(profile, { recursive: true });
  const child = fork(join(root, 'dist/main/main.js'), {
    cwd: root,
    execArgv: ['--import', at('./register.mjs')],
    env: { ...process.env, DOUBLE_PROFILE: profile, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const browser = await connect(profile, child);
  let last = 0;
  return {
    pages: () => browser.contexts().flatMap((context) => context.pages()),
    control: (wanted) =>
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
      }),
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

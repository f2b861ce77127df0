import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import type { Launched } from '../launch.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Starts the built app on Electron itself, on the simulated Mac: no test touches the machine's own apps. */
export async function launchElectron({
  binary,
  state,
  env: { DOUBLE_MICROPHONE: microphone, ...env },
}: {
  /** Electron's executable. */
  binary: string;
  state: string;
  env: Record<string, string>;
}): Promise<Launched> {
  const app = await _electron.launch({
    executablePath: binary,
    args: [
      '--require',
      at('../spy.cjs'),
      ...(microphone === undefined ? [] : fakeMicrophone(microphone)),
      // Chromium's sandbox does not start for the superuser, whom containers run as
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${state}/profile`,
      at('../../../'),
    ],
    env: { ...inherited(), TINYAGENT_SIMULATED: '1', ...env },
  });
  return {
    pages: () => app.windows(),
    control: (wanted) =>
      app.evaluate(
        (_, wanted) =>
          (globalThis as never as { tinyagentControl(wanted: object): Promise<unknown> }).tinyagentControl(
            wanted,
          ),
        wanted,
      ),
    close: () => app.close(),
  };
}

/** As Chromium has it: a WAV file that the microphone hears, or `denied`. */
const fakeMicrophone = (heard: string): string[] =>
  heard === 'denied'
    ? ['--use-fake-device-for-media-stream', '--deny-permission-prompts']
    : ['--use-fake-device-for-media-stream', `--use-file-for-fake-audio-capture=${heard}`];

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

import { readFile } from 'node:fs/promises';
import { text as readStream } from 'node:stream/consumers';
import { createDefaultWorld } from '../mac/simulated/default-world.ts';
import { createMachine } from '../mac/simulated/machine.ts';
import { display, executionErrorLine } from '../mac/simulated/script/display.ts';
import { interpret } from '../mac/simulated/script/interpret.ts';
import { describeWorld } from '../mac/simulated/show-world.ts';
import { ScriptError } from '../mac/simulated/values.ts';
import { saveWorld } from '../mac/simulated/world.ts';
import { simulatedMacFile } from '../settings/paths.ts';
import { openWorld } from './choose-mac.ts';
import { done, failed } from './exit-status.ts';
import { UsageError } from './usage-error.ts';

interface MacOptions {
  readonly world?: string;
  readonly json?: true;
  readonly now?: Date;
}

/** `tinyagent mac show` and `ask --mac`: what is on the simulated Mac. */
export async function showMac(options: MacOptions): Promise<number> {
  const world = await openWorld(options, new Date());
  process.stdout.write(options.json ? `${JSON.stringify(world, null, 2)}\n` : `${describeWorld(world)}\n`);
  return done;
}

/** `tinyagent mac reset` and `ask --reset-mac`: a new simulated Mac in the place of the old one. */
export async function resetMac(options: MacOptions & { readonly dryRun?: true }): Promise<number> {
  const file = options.world ?? simulatedMacFile();
  await saveWorld(createDefaultWorld(options.now ?? new Date()), file);
  process.stderr.write('The simulated Mac is as new.\n');
  return done;
}

/** `tinyagent mac run`: runs a script on the simulated Mac; output, error and status are those of osascript. */
export async function runOnMac(file: string, args: readonly string[], options: MacOptions): Promise<number> {
  const source = file === '-' ? await readStream(process.stdin) : await readScript(file);
  const now = options.now ?? new Date();
  const world = await openWorld(options, now);
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new DOMException('Stopped.', 'AbortError'));
  process.on('SIGINT', onInterrupt);
  try {
    const result = await interpret(source, {
      machine: createMachine(world, { now: () => now }),
      argv: args.map((value) => ({ type: 'text', value })),
      signal: controller.signal,
      log: (line) => process.stderr.write(`${line}\n`),
    });
    if (result !== undefined) process.stdout.write(`${display(result, 'human')}\n`);
    return done;
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    process.stderr.write(`${file}:${executionErrorLine(error)}\n`);
    return failed;
  } finally {
    process.off('SIGINT', onInterrupt);
    await saveWorld(world, options.world ?? simulatedMacFile());
  }
}

async function readScript(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`The script ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

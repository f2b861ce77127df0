/**
 * A stand-in for osascript: runs what it is given with -e on the simulated Mac of STAND_IN_WORLD, prints the result,
 * or the error as the real one does, and exits as it does. STAND_IN_HANGS makes it wait until it is killed.
 */
import { createMachine } from '../../src/mac/simulated/machine.ts';
import { display, executionErrorLine } from '../../src/mac/simulated/script/display.ts';
import { interpret } from '../../src/mac/simulated/script/interpret.ts';
import { ScriptError } from '../../src/mac/simulated/values.ts';
import { loadWorld, saveWorld } from '../../src/mac/simulated/world.ts';

const file = process.env.STAND_IN_WORLD ?? '';
const source = process.argv[process.argv.indexOf('-e') + 1] ?? '';
const world = await loadWorld(file);
if (process.env.STAND_IN_HANGS !== undefined) await new Promise((resolve) => setTimeout(resolve, 60_000));
try {
  const machine = createMachine(world, { now: () => new Date(2026, 10, 20, 10, 15) });
  const result = await interpret(source, { machine, signal: new AbortController().signal });
  if (result !== undefined) process.stdout.write(`${display(result, 'human')}\n`);
} catch (error) {
  if (!(error instanceof ScriptError)) throw error;
  process.stderr.write(`${executionErrorLine(error)}\n`);
  process.exitCode = 1;
} finally {
  await saveWorld(world, file);
}

import { createMachine } from '../../src/mac/simulated/machine.ts';
import { display, executionErrorLine } from '../../src/mac/simulated/script/display.ts';
import { interpret } from '../../src/mac/simulated/script/interpret.ts';
import { ScriptError } from '../../src/mac/simulated/values.ts';
import { createWorld, type World, type WorldInput } from '../../src/mac/simulated/world.ts';

/** A simulated Mac for scripts. `run` resolves to the result as source ("" without one), or to the error line osascript would print. */
export function scriptMac(input: WorldInput = {}): {
  world: World;
  run(source: string, argv?: readonly string[]): Promise<string>;
  /** The error's number, or 0 when there was none. */
  errorOf(source: string): Promise<number>;
} {
  const world = createWorld(input);
  const machine = createMachine(world, { now: () => new Date(2026, 10, 20, 10, 15) });
  const { signal } = new AbortController();
  const evaluate = (source: string, argv: readonly string[] = []) =>
    interpret(source, { machine, signal, argv: argv.map((value) => ({ type: 'text', value })) });
  return {
    world,
    async run(source, argv) {
      try {
        const result = await evaluate(source, argv);
        return result === undefined ? '' : display(result, 'source');
      } catch (error) {
        if (error instanceof ScriptError) return executionErrorLine(error);
        throw error;
      }
    },
    async errorOf(source) {
      try {
        await evaluate(source);
        return 0;
      } catch (error) {
        if (error instanceof ScriptError) return error.number;
        throw error;
      }
    },
  };
}

import type { Machine, Value } from '../values.ts';
import type { Script } from './ast.ts';
import { parseScript } from './parse/parse-script.ts';
import { runScript } from './run/run-script.ts';

export interface InterpretOptions {
  readonly machine: Machine;
  /** What `on run argv` receives. */
  readonly argv?: readonly Value[];
  readonly signal: AbortSignal;
  /** What `log` prints. */
  readonly log?: (line: string) => void;
}

/**
 * Runs AppleScript source on a machine and resolves to its result, undefined when it has none. Throws ScriptError as the script would end on a
 * Mac, and `signal.reason` on abort. Text given in `argv` is never read as source.
 */
export async function interpret(
  source: string,
  { machine, argv = [], signal, log = () => {} }: InterpretOptions,
): Promise<Value | undefined> {
  const run = async (script: Script, parameters: readonly Value[]): Promise<Value | undefined> =>
    runScript(script, parameters, {
      machine,
      signal,
      log,
      runSource: (inner, given) => run(compile(inner, machine), given),
    });
  return run(compile(source, machine), argv);
}

/** Reads source into a script. Throws ScriptError -2741 with offsets. */
export const compile = (source: string, machine: Machine): Script =>
  parseScript(source, {
    terminology: (app) => machine.terminology(app),
    standardTerminology: withLanguageCommands(machine.standardTerminology),
  });

/** `run script` is the language's own here: what it runs, this interpreter runs. */
function withLanguageCommands(standard: Machine['standardTerminology']): Machine['standardTerminology'] {
  const commands = new Map(standard.commands);
  commands.set('run script', { direct: true, parameters: ['with parameters', 'in'], answers: true });
  commands.set('delay', { direct: true, parameters: [], answers: false });
  return { ...standard, commands };
}

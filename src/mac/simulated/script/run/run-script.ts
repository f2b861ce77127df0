import type { Value } from '../../values.ts';
import type { Script } from '../ast.ts';
import { list } from '../values.ts';
import { callHandler } from './call-handler.ts';
import { evaluate } from './evaluate.ts';
import { newRunContext, type RunMeans } from './run-context.ts';
import { newScope } from './scope.ts';

/** Runs the script's run handler; undefined when its last command answers nothing. */
export async function runScript(
  script: Script,
  argv: readonly Value[],
  means: RunMeans,
): Promise<Value | undefined> {
  const run = newRunContext(script, means);
  const scope = newScope(run);
  for (const [name, value] of script.properties) run.globals.set(name, await evaluate(value, scope));
  const given: Value[] = script.run.parameters.length === 1 ? [list([...argv])] : [...argv];
  return callHandler(script.run, given, run);
}

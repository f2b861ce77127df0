import { ScriptError, type Value } from '../../values.ts';
import type { Handler } from '../ast.ts';
import { missing } from '../values.ts';
import type { RunContext } from './run-context.ts';
import { runBlock } from './run-statement.ts';
import { newScope } from './scope.ts';

const deepestCall = 400;

/** Runs a handler in a scope of its own: what it returns, else the result of its last statement. */
export async function callHandler(
  handler: Handler,
  args: readonly Value[],
  run: RunContext,
): Promise<Value | undefined> {
  if (args.length < handler.parameters.length) {
    throw new ScriptError(-1701, `Some parameter is missing for the handler.`);
  }
  if (run.depth >= deepestCall) throw new ScriptError(-2706, 'Stack overflow.');
  run.depth += 1;
  try {
    const scope = newScope(run);
    handler.parameters.forEach((name, index) => {
      scope.locals.set(name, args[index] ?? missing);
    });
    run.result = undefined;
    const left = await runBlock(handler.body, scope);
    return left?.how === 'return' ? left.value : run.result;
  } finally {
    run.depth -= 1;
  }
}

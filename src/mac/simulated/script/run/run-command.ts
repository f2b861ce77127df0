import { type Command, ScriptError, type Specifier, type Value } from '../../values.ts';
import type { Expression } from '../ast.ts';
import { evaluate, reach } from './evaluate.ts';
import { languageCommand } from './language-command.ts';
import type { Scope } from './scope.ts';
import { deliver, send } from './send.ts';
import { targetApp } from './target.ts';

/** Sends a command to whom it is for: the language itself, the Standard Additions, or an app. */
export async function runCommand(
  expression: Extract<Expression, { kind: 'command' }>,
  scope: Scope,
): Promise<Value> {
  const { name, range } = expression;
  const own = await languageCommand(expression, scope);
  if (own !== undefined) return own;
  const direct = expression.direct === undefined ? undefined : await argument(expression.direct, scope);
  const parameters = new Map<string, Value>();
  for (const [label, value] of expression.parameters) parameters.set(label, await argument(value, scope));
  const sent: Command = { name, direct, parameters };
  if (expression.standard) {
    return deliver('', (limit) => scope.run.machine.standardAdditions.send(sent, { signal: limit }), scope);
  }
  const target =
    scope.targets.findLast((one) => one !== undefined) ??
    (direct?.type === 'reference' ? direct.specifier : undefined);
  const addressed =
    direct?.type === 'reference' && targetApp(direct.specifier) !== undefined ? direct.specifier : target;
  if (addressed === undefined)
    throw new ScriptError(-1708, `«script» doesn’t understand the “${name}” message.`, range);
  // `make new x` in `tell account 1` makes it there.
  const current = scope.targets.at(-1);
  if (name === 'make' && !parameters.has('at') && current !== undefined && current.form !== 'application') {
    const className = parameters.get('new');
    if (className?.type === 'class') {
      const of: Specifier = {
        form: 'element',
        className: className.name,
        select: { by: 'every' },
        of: current,
      };
      parameters.set('at', { type: 'reference', specifier: { form: 'insertion', at: 'end', of } });
    }
  }
  const usesIt =
    direct === undefined && current !== undefined && current.form !== 'application' && name !== 'make';
  return send(
    addressed,
    usesIt ? { ...sent, direct: { type: 'reference', specifier: current } } : sent,
    scope,
  );
}

/** A parameter: objects go as references; a property of one, and a filter, as the app would be asked for it. */
async function argument(expression: Expression, scope: Scope): Promise<Value> {
  if (expression.kind === 'property') return evaluate(expression, scope);
  return reach(expression, scope);
}

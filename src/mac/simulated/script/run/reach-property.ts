import type { Value } from '../../values.ts';
import type { Expression } from '../ast.ts';
import { boolean, list } from '../values.ts';
import { reach, variable } from './evaluate.ts';
import { localProperty } from './local-objects.ts';
import type { Scope } from './scope.ts';
import { get } from './send.ts';
import { belongsToTarget } from './target.ts';

/** A property: of an app’s object as a reference, of a value of the language as its value. */
export async function reachProperty(
  expression: Extract<Expression, { kind: 'property' }>,
  scope: Scope,
): Promise<Value> {
  const { name, of } = expression;
  if (name === 'text item delimiters' && (of === undefined || of.kind === 'applescript'))
    return scope.run.delimiters;
  if (of === undefined) {
    const target = scope.targets.at(-1);
    if (target !== undefined && belongsToTarget(name, 'property', scope))
      return { type: 'reference', specifier: { form: 'property', name, of: target } };
    return variable(expression, scope);
  }
  if (of.kind === 'me') return variable(expression, scope);
  const owner = await reach(of, scope);
  if (name === 'running' && owner.type === 'reference' && owner.specifier.form === 'application')
    return boolean(scope.run.machine.isRunning(owner.specifier.app));
  if (owner.type === 'reference')
    return { type: 'reference', specifier: { form: 'property', name, of: owner.specifier } };
  if (
    owner.type === 'list' &&
    name !== 'length' &&
    name !== 'rest' &&
    name !== 'reverse' &&
    owner.items.every(({ type }) => type === 'reference')
  ) {
    const each: Value[] = [];
    for (const item of owner.items)
      if (item.type === 'reference')
        each.push(await get({ form: 'property', name, of: item.specifier }, scope));
    return list(each);
  }
  return localProperty(owner, name);
}

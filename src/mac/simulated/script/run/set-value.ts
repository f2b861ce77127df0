import { ScriptError, type Value } from '../../values.ts';
import type { Expression } from '../ast.ts';
import { coerce } from '../coerce.ts';
import { display } from '../display.ts';
import { cannotGet, list } from '../values.ts';
import { evaluate, reach } from './evaluate.ts';
import { localElements, localProperty, setLocalItem, setLocalProperty } from './local-objects.ts';
import { assign, type Scope } from './scope.ts';
import { send } from './send.ts';
import { belongsToTarget } from './target.ts';

/** `set … to` and `copy … to`: a variable, a property, an item, or several of them at once. */
export async function setValue(target: Expression, value: Value, scope: Scope): Promise<void> {
  if (target.kind === 'list') {
    const values = localElements(coerce(value, 'list', ''), 'item', '');
    for (const [index, one] of target.items.entries()) {
      const given = values[index];
      if (given === undefined) throw cannotGet(`item ${index + 1} of ${display(value, 'source')}`);
      await setValue(one, given, scope);
    }
    return;
  }
  if (target.kind === 'record') {
    for (const [key, one] of target.fields) await setValue(one, localProperty(value, key), scope);
    return;
  }
  if (target.kind === 'insertion' && target.of !== undefined) {
    const owner = await reach(target.of, scope);
    if (owner.type === 'list') {
      if (target.at === 'end') owner.items.push(value);
      else owner.items.unshift(value);
      return;
    }
  }
  if (target.kind === 'variable') return assign(scope, target.name, value);
  if (target.kind === 'property') {
    const { name, of } = target;
    if (name === 'text item delimiters' && (of === undefined || of.kind === 'applescript')) {
      scope.run.delimiters = value.type === 'list' ? value : list([value]);
      return;
    }
    const toTarget = of === undefined && belongsToTarget(name, 'property', scope);
    if ((of === undefined && !toTarget) || of?.kind === 'me') return assign(scope, name, value);
    const owner = of === undefined ? undefined : await reach(of, scope);
    if (owner !== undefined && owner.type !== 'reference') return setLocalProperty(owner, name, value);
  }
  if (target.kind === 'element' && target.select.by === 'index' && target.of !== undefined) {
    const owner = await reach(target.of, scope);
    if (owner.type !== 'reference')
      return setLocalItem(owner, await evaluate(target.select.index, scope), value);
  }
  const place = await reach(target, scope);
  if (place.type !== 'reference')
    throw new ScriptError(-10006, `Can’t set ${display(place, 'source')} to ${display(value, 'source')}.`);
  await send(place.specifier, { name: 'set', direct: place, parameters: new Map([['to', value]]) }, scope);
}

import type { Selection, Specifier, Value } from '../../values.ts';
import type { Expression } from '../ast.ts';
import { toNumber, toText } from '../coerce.ts';
import { display } from '../display.ts';
import { cannotGet, list } from '../values.ts';
import { evaluate, reach } from './evaluate.ts';
import { filterOf } from './filter-of.ts';
import { localElement, localElements, localRange } from './local-objects.ts';
import { delimiter } from './run-context.ts';
import type { Scope } from './scope.ts';
import { get } from './send.ts';
import { belongsToTarget, targetApp } from './target.ts';

/** Elements: of an app’s object as a reference, of a value of the language as values. */
export async function reachElement(
  expression: Extract<Expression, { kind: 'element' }>,
  scope: Scope,
): Promise<Value> {
  const { className, of } = expression;
  const target = scope.targets.at(-1);
  let container: Value | undefined;
  if (of !== undefined) container = await reach(of, scope);
  else if (target !== undefined && belongsToTarget(className, 'class', scope))
    container = { type: 'reference', specifier: target };
  if (container === undefined) throw cannotGet(`${className}`);
  // an alias stands for the folder it names where an app is told to look into it
  if (container.type === 'file' && target !== undefined && belongsToTarget(className, 'class', scope)) {
    const select: Selection = { by: 'name', name: container.posixPath };
    container = {
      type: 'reference',
      specifier: {
        form: 'element',
        className: 'folder',
        select,
        of: { form: 'application', app: targetApp(target) ?? '' },
      },
    };
  }
  if (container.type === 'reference') {
    const app = targetApp(container.specifier);
    const terms = app === undefined ? undefined : scope.run.machine.terminology(app);
    const known = terms === undefined || [...terms.classes.values()].includes(className);
    if (known && !(className === 'item' && isBulk(container.specifier))) {
      const specifiers = await selections(expression, scope);
      return { type: 'reference', specifier: specifiers(container.specifier) };
    }
    container = await get(container.specifier, scope);
  }
  return reachLocal(expression, container, scope);
}

/** `item 1 of every note` counts what was fetched, since no app has items of its own notes. */
const isBulk = (specifier: Specifier): boolean =>
  (specifier.form === 'element' &&
    (specifier.select.by === 'every' ||
      specifier.select.by === 'whose' ||
      specifier.select.by === 'range')) ||
  (specifier.form === 'property' && isBulk(specifier.of)) ||
  specifier.form === 'property';

async function reachLocal(
  { className, select }: Extract<Expression, { kind: 'element' }>,
  container: Value,
  scope: Scope,
): Promise<Value> {
  switch (select.by) {
    case 'every':
      return list([...localElements(container, className, delimiter(scope.run))]);
    case 'some':
    case 'middle': {
      const all = localElements(container, className, delimiter(scope.run));
      const found =
        all[select.by === 'some' ? Math.floor(Math.random() * all.length) : Math.floor((all.length - 1) / 2)];
      if (found === undefined)
        throw cannotGet(`${select.by} ${className} of ${display(container, 'source')}`);
      return found;
    }
    case 'index':
      return localElement(container, className, await evaluate(select.index, scope), delimiter(scope.run));
    case 'range':
      return localRange(
        container,
        className,
        await evaluate(select.from, scope),
        await evaluate(select.to, scope),
        delimiter(scope.run),
      );
    case 'name':
    case 'id':
    case 'whose':
      throw cannotGet(`${className} of ${display(container, 'source')}`);
    default:
      return select satisfies never;
  }
}

async function selections(
  expression: Extract<Expression, { kind: 'element' }>,
  scope: Scope,
): Promise<(of: Specifier) => Specifier> {
  const { className, select } = expression;
  const chosen =
    (selection: Selection) =>
    (of: Specifier): Specifier => ({ form: 'element', className, select: selection, of });
  switch (select.by) {
    case 'every':
    case 'some':
    case 'middle':
      return chosen({ by: select.by });
    case 'index': {
      const index = await evaluate(select.index, scope);
      return index.type === 'text'
        ? chosen({ by: 'name', name: index.value })
        : chosen({ by: 'index', index: toNumber(index) });
    }
    case 'name':
      return chosen({ by: 'name', name: toText(await evaluate(select.name, scope)) });
    case 'id':
      return chosen({ by: 'id', id: await evaluate(select.id, scope) });
    case 'range':
      return chosen({
        by: 'range',
        from: toNumber(await evaluate(select.from, scope)),
        to: toNumber(await evaluate(select.to, scope)),
      });
    case 'whose': {
      const test = await filterOf(select.test, scope);
      const every = chosen({ by: 'whose', test });
      if (select.pick === undefined) return every;
      const index = toNumber(await evaluate(select.pick, scope));
      return (of) => ({ form: 'element', className, select: { by: 'index', index }, of: every(of) });
    }
    default:
      return select satisfies never;
  }
}

import { fileURLToPath } from 'node:url';
import { ScriptError, type Value } from '../../values.ts';
import type { Expression, Range } from '../ast.ts';
import { coerce, toBoolean, toNumber, toText } from '../coerce.ts';
import { compare } from '../compare.ts';
import { readDate, weekdayOrMonth } from '../dates.ts';
import { display } from '../display.ts';
import { boolean, cannotGet, integer, list, missing, number, text } from '../values.ts';
import { callHandler } from './call-handler.ts';
import { localElement } from './local-objects.ts';
import { arithmetic, concatenate } from './operators.ts';
import { reachElement } from './reach-element.ts';
import { reachProperty } from './reach-property.ts';
import { runCommand } from './run-command.ts';
import { delimiter } from './run-context.ts';
import { lookUp, type Scope } from './scope.ts';
import { get, send } from './send.ts';

/** Evaluates to a value: what names an object in an app is fetched, as AppleScript does where a value is wanted. */
export async function evaluate(expression: Expression, scope: Scope): Promise<Value> {
  const value = await reach(expression, scope);
  if (value.type !== 'reference' || !namesObject(expression)) return value;
  return send(value.specifier, { name: 'get', direct: value, parameters: new Map() }, scope);
}

const namesObject = ({ kind }: Expression): boolean =>
  kind === 'property' || kind === 'element' || kind === 'it' || kind === 'insertion';

/** Evaluates without fetching: an object in an app stays a reference to it. */
export async function reach(expression: Expression, scope: Scope): Promise<Value> {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'list': {
      const items: Value[] = [];
      for (const item of expression.items) items.push(await evaluate(item, scope));
      return list(items);
    }
    case 'record': {
      const fields = new Map<string, Value>();
      for (const [key, value] of expression.fields) fields.set(key, await evaluate(value, scope));
      return { type: 'record', fields };
    }
    case 'variable':
      return variable(expression, scope);
    case 'it': {
      const target = scope.targets.at(-1);
      return target === undefined ? missing : { type: 'reference', specifier: target };
    }
    case 'me':
      return missing;
    case 'application':
      return {
        type: 'reference',
        specifier: {
          form: 'application',
          app: appName(toText(await evaluate(expression.name, scope)), scope),
        },
      };
    case 'applescript':
      return text('AppleScript');
    case 'property':
      return reachProperty(expression, scope);
    case 'element':
      return reachElement(expression, scope);
    case 'insertion': {
      const of = await reach(expression.of ?? { kind: 'it' }, scope);
      if (of.type === 'list' && (expression.at === 'beginning' || expression.at === 'end'))
        return localElement(of, 'item', integer(expression.at === 'end' ? -1 : 1), '');
      if (of.type !== 'reference') throw cannotGet(`${expression.at} of ${display(of, 'source')}`);
      return { type: 'reference', specifier: { form: 'insertion', at: expression.at, of: of.specifier } };
    }
    case 'compare':
      return boolean(
        compare(
          expression.op,
          await evaluate(expression.left, scope),
          await evaluate(expression.right, scope),
          scope.ignoring,
        ),
      );
    case 'logic': {
      const left = toBoolean(await evaluate(expression.left, scope));
      if (expression.op === 'and' ? !left : left) return boolean(left);
      return boolean(toBoolean(await evaluate(expression.right, scope)));
    }
    case 'not':
      return boolean(!toBoolean(await evaluate(expression.operand, scope)));
    case 'arithmetic':
      return arithmetic(
        expression.op,
        await evaluate(expression.left, scope),
        await evaluate(expression.right, scope),
      );
    case 'negate':
      return number(-toNumber(await evaluate(expression.operand, scope)));
    case 'concatenate':
      return concatenate(
        await evaluate(expression.left, scope),
        await evaluate(expression.right, scope),
        delimiter(scope.run),
      );
    case 'coerce':
      return coerced(await evaluate(expression.operand, scope), expression.type, scope);
    case 'reference to':
      return reach(expression.operand, scope);
    case 'date text':
      return readDate(await evaluate(expression.operand, scope), scope.run.machine.now());
    case 'command':
      return runCommand(expression, scope);
    case 'call': {
      const handler = scope.run.script.handlers.get(expression.handler);
      if (handler === undefined)
        throw new ScriptError(
          -1708,
          `«script» doesn’t understand the “${expression.handler}” message.`,
          expression.range,
        );
      const args: Value[] = [];
      for (const arg of expression.args) args.push(await evaluate(arg, scope));
      return (await callHandler(handler, args, scope.run)) ?? missing;
    }
    default:
      return expression satisfies never;
  }
}

/** A file of the Finder's becomes a path by its URL; other values are their own matter. */
async function coerced(value: Value, type: string, scope: Scope): Promise<Value> {
  if (value.type !== 'reference' || !['alias', 'file', 'posix file'].includes(type))
    return coerce(value, type, delimiter(scope.run));
  const url = await get({ form: 'property', name: 'url', of: value.specifier }, scope);
  return { type: 'file', kind: type === 'alias' ? 'alias' : 'file', posixPath: fileURLToPath(toText(url)) };
}

/** A variable, or the month or weekday of that name. Throws -2753 when nothing is called so. */
export function variable({ name, range }: { name: string; range: Range }, scope: Scope): Value {
  const value = name === 'result' ? scope.run.result : lookUp(scope, name);
  if (value !== undefined) return value;
  const constant = weekdayOrMonth(name);
  if (constant !== undefined) return constant;
  throw new ScriptError(-2753, `The variable ${name} is not defined.`, range);
}

function appName(name: string, scope: Scope): string {
  if (scope.run.machine.terminology(name) === undefined && scope.run.machine.app(name) === undefined) {
    throw cannotGet(`application ${display(text(name), 'source')}`);
  }
  return name;
}

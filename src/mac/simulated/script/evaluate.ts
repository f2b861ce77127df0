import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  type Command,
  type Machine,
  ScriptError,
  type Selection,
  type Specifier,
  type Test,
  type Value,
} from '../values.ts';
import type { Block, Expression, Handler, Loop, Range, Script, Statement } from './ast.ts';
import { coerce, toBoolean, toNumber, toText } from './coerce.ts';
import { compare } from './compare.ts';
import { readDate, weekdayOrMonth } from './dates.ts';
import { display, displaySpecifier } from './display.ts';
import {
  localElement,
  localElements,
  localProperty,
  localRange,
  setLocalItem,
  setLocalProperty,
} from './local-objects.ts';
import { assign, lookUp, newScope, type Scope } from './scope.ts';
import { boolean, cannotGet, cannotMake, duplicate, integer, list, missing, number, text } from './values.ts';

/** Statements run between two looks at the signal and the event loop. */
const statementsPerTurn = 500;
const deepestCall = 400;

export interface Evaluator {
  /** Runs the script's run handler; undefined when its last command answers nothing. */
  run(argv: readonly Value[]): Promise<Value | undefined>;
}

/** A command whose dictionary gives it no result. A call, a variable or a property may hold missing value. */
const answersNothing = (expression: Expression): boolean =>
  expression.kind === 'command' && !expression.answers;

/** How a block was left before its end. */
type Left = { readonly how: 'return'; readonly value: Value } | { readonly how: 'exit repeat' } | undefined;

export function createEvaluator(
  script: Script,
  {
    machine,
    signal,
    log,
    runSource,
  }: {
    machine: Machine;
    signal: AbortSignal;
    log: (line: string) => void;
    /** `run script`: compiles and runs source of its own. */
    runSource: (source: string, parameters: readonly Value[]) => Promise<Value | undefined>;
  },
): Evaluator {
  const globals = new Map<string, Value>();
  let delimiters: Value = list([text('')]);
  let statements = 0;
  let depth = 0;
  /** Of the last statement; undefined when that was a command that answers nothing. */
  let result: Value | undefined;

  const delimiter = (): string => {
    const first = delimiters.type === 'list' ? delimiters.items[0] : delimiters;
    return first === undefined ? '' : toText(first);
  };

  async function run(argv: readonly Value[]): Promise<Value | undefined> {
    const scope = newScope(globals);
    for (const [name, value] of script.properties) globals.set(name, await evaluate(value, scope));
    const { parameters } = script.run;
    const given: Value[] = parameters.length === 1 ? [list([...argv])] : [...argv];
    return callHandler(script.run, given);
  }

  async function callHandler(
    handler: Handler,
    args: readonly Value[],
    targets: Scope['targets'] = [],
  ): Promise<Value | undefined> {
    if (args.length < handler.parameters.length) {
      throw new ScriptError(-1701, `Some parameter is missing for the handler.`);
    }
    if (depth >= deepestCall) throw new ScriptError(-2706, 'Stack overflow.');
    depth += 1;
    try {
      const scope = newScope(globals);
      scope.targets.push(...targets);
      handler.parameters.forEach((name, index) => {
        scope.locals.set(name, args[index] ?? missing);
      });
      result = undefined;
      const left = await runBlock(handler.body, scope);
      return left?.how === 'return' ? left.value : result;
    } finally {
      depth -= 1;
    }
  }

  async function runBlock(block: Block, scope: Scope): Promise<Left> {
    for (const statement of block) {
      const left = await runStatement(statement, scope);
      if (left !== undefined) return left;
    }
    return undefined;
  }

  async function turn(): Promise<void> {
    signal.throwIfAborted();
    statements += 1;
    if (statements % statementsPerTurn === 0)
      await sleep(0, undefined, { signal }).catch(() => signal.throwIfAborted());
  }

  async function runStatement(statement: Statement, scope: Scope): Promise<Left> {
    await turn();
    try {
      return await runBare(statement, scope);
    } catch (error) {
      if (error instanceof ScriptError && error.range === undefined)
        throw new ScriptError(error.number, error.message, statement.range);
      throw error;
    }
  }

  async function runBare(statement: Statement, scope: Scope): Promise<Left> {
    switch (statement.kind) {
      case 'expression': {
        const value = await evaluate(statement.expression, scope);
        result = value === missing && answersNothing(statement.expression) ? undefined : value;
        return undefined;
      }
      case 'set': {
        const value = await evaluate(statement.value, scope);
        await set(statement.target, statement.copy ? duplicate(value) : value, scope);
        result = value;
        return undefined;
      }
      case 'tell':
        return within(await targetOf(statement.target, scope), statement.body, scope);
      case 'if':
        for (const { test, body } of statement.branches) {
          if (toBoolean(await evaluate(test, scope))) return runBlock(body, scope);
        }
        return statement.otherwise === undefined ? undefined : runBlock(statement.otherwise, scope);
      case 'repeat':
        return repeat(statement.loop, statement.body, scope);
      case 'try':
        return attempt(statement, scope);
      case 'error': {
        const message =
          statement.message === undefined ? '' : toText(await evaluate(statement.message, scope));
        const code =
          statement.number === undefined ? -2700 : toNumber(await evaluate(statement.number, scope));
        throw new ScriptError(code, message, statement.range);
      }
      case 'considering': {
        const before = scope.ignoring;
        const now = { ...before };
        for (const what of statement.what)
          if (what === 'case' || what === 'diacriticals') now[what] = statement.ignore;
        scope.ignoring = now;
        try {
          return await runBlock(statement.body, scope);
        } finally {
          scope.ignoring = before;
        }
      }
      case 'timeout': {
        const before = scope.deadline;
        scope.deadline = Date.now() + 1000 * toNumber(await evaluate(statement.seconds, scope));
        try {
          return await runBlock(statement.body, scope);
        } finally {
          scope.deadline = before;
        }
      }
      case 'block':
        return runBlock(statement.body, scope);
      case 'return':
        return {
          how: 'return',
          value: statement.value === undefined ? missing : await evaluate(statement.value, scope),
        };
      case 'exit repeat':
        return { how: 'exit repeat' };
      case 'declare':
        for (const name of statement.names) if (statement.global) scope.declared.add(name);
        return undefined;
      case 'log':
        log(`(*${display(await evaluate(statement.value, scope), 'human')}*)`);
        return undefined;
      default:
        return statement satisfies never;
    }
  }

  async function within(target: Specifier | undefined, body: Block, scope: Scope): Promise<Left> {
    scope.targets.push(target);
    try {
      return await runBlock(body, scope);
    } finally {
      scope.targets.pop();
    }
  }

  async function attempt(statement: Extract<Statement, { kind: 'try' }>, scope: Scope): Promise<Left> {
    const targets = scope.targets.length;
    try {
      return await runBlock(statement.body, scope);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ScriptError)) throw error;
      scope.targets.length = targets;
      if (statement.handler === undefined) return undefined;
      const { message, number: code, body } = statement.handler;
      if (message !== undefined) assign(scope, message, text(error.message));
      if (code !== undefined) assign(scope, code, integer(error.number));
      return runBlock(body, scope);
    }
  }

  async function repeat(loop: Loop, body: Block, scope: Scope): Promise<Left> {
    /** True: the loop ends; the handler with it when there is a value. */
    const once = async (): Promise<{ end: boolean; left: Left }> => {
      await turn();
      const left = await runBlock(body, scope);
      return { end: left !== undefined, left: left?.how === 'return' ? left : undefined };
    };
    switch (loop.type) {
      case 'forever':
        for (;;) {
          const { end, left } = await once();
          if (end) return left;
        }
      case 'times': {
        const count = toNumber(await evaluate(loop.count, scope));
        for (let index = 0; index < count; index++) {
          const { end, left } = await once();
          if (end) return left;
        }
        return undefined;
      }
      case 'while':
      case 'until':
        while (toBoolean(await evaluate(loop.test, scope)) === (loop.type === 'while')) {
          const { end, left } = await once();
          if (end) return left;
        }
        return undefined;
      case 'from': {
        const [from, to] = [
          toNumber(await evaluate(loop.from, scope)),
          toNumber(await evaluate(loop.to, scope)),
        ];
        const by = loop.by === undefined ? 1 : toNumber(await evaluate(loop.by, scope));
        if (by === 0) throw new ScriptError(-2700, 'A repeat loop cannot go on by 0.');
        for (let at = from; by > 0 ? at <= to : at >= to; at += by) {
          assign(scope, loop.variable, number(at));
          const { end, left } = await once();
          if (end) return left;
        }
        return undefined;
      }
      case 'in': {
        const items = await evaluate(loop.list, scope);
        for (const item of items.type === 'text'
          ? localElements(items, 'character', '')
          : localElements(coerce(items, 'list', ''), 'item', '')) {
          assign(scope, loop.variable, item);
          const { end, left } = await once();
          if (end) return left;
        }
        return undefined;
      }
      default:
        return loop satisfies never;
    }
  }

  /** Evaluates to a value: what names an object in an app is fetched, as AppleScript does where a value is wanted. */
  async function evaluate(expression: Expression, scope: Scope): Promise<Value> {
    const value = await reach(expression, scope);
    if (value.type !== 'reference' || !namesObject(expression)) return value;
    return send(value.specifier, { name: 'get', direct: value, parameters: new Map() }, scope);
  }

  const namesObject = ({ kind }: Expression): boolean =>
    kind === 'property' || kind === 'element' || kind === 'it' || kind === 'insertion';

  /** Evaluates without fetching: an object in an app stays a reference to it. */
  async function reach(expression: Expression, scope: Scope): Promise<Value> {
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
          specifier: { form: 'application', app: appName(toText(await evaluate(expression.name, scope))) },
        };
      case 'applescript':
        return text('AppleScript');
      case 'property':
        return property(expression, scope);
      case 'element':
        return element(expression, scope);
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
        return concatenate(await evaluate(expression.left, scope), await evaluate(expression.right, scope));
      case 'coerce':
        return coerced(await evaluate(expression.operand, scope), expression.type, scope);
      case 'reference to':
        return reach(expression.operand, scope);
      case 'date text':
        return readDate(await evaluate(expression.operand, scope), machine.now());
      case 'command':
        return command(expression, scope);
      case 'call': {
        const handler = script.handlers.get(expression.handler);
        if (handler === undefined)
          throw new ScriptError(
            -1708,
            `«script» doesn’t understand the “${expression.handler}” message.`,
            expression.range,
          );
        const args: Value[] = [];
        for (const arg of expression.args) args.push(await evaluate(arg, scope));
        return (await callHandler(handler, args)) ?? missing;
      }
      default:
        return expression satisfies never;
    }
  }

  /** A file of the Finder's becomes a path by its URL; other values are their own matter. */
  async function coerced(value: Value, type: string, scope: Scope): Promise<Value> {
    if (value.type !== 'reference' || !['alias', 'file', 'posix file'].includes(type))
      return coerce(value, type, delimiter());
    const url = await get({ form: 'property', name: 'url', of: value.specifier }, scope);
    return { type: 'file', kind: type === 'alias' ? 'alias' : 'file', posixPath: fileURLToPath(toText(url)) };
  }

  function variable({ name, range }: { name: string; range: Range }, scope: Scope): Value {
    const value = name === 'result' ? result : lookUp(scope, name);
    if (value !== undefined) return value;
    const constant = weekdayOrMonth(name);
    if (constant !== undefined) return constant;
    throw new ScriptError(-2753, `The variable ${name} is not defined.`, range);
  }

  function appName(name: string): string {
    if (machine.terminology(name) === undefined && machine.app(name) === undefined) {
      throw cannotGet(`application ${display(text(name), 'source')}`);
    }
    return name;
  }

  const targetApp = (specifier: Specifier | undefined): string | undefined =>
    specifier === undefined || specifier.form === 'it'
      ? undefined
      : specifier.form === 'application'
        ? specifier.app
        : targetApp(specifier.of);

  /** Whether a term without `of` speaks to the target of the tell block, rather than naming a variable. */
  function belongsToTarget(name: string, kind: 'property' | 'class', scope: Scope): boolean {
    const target = scope.targets.at(-1);
    if (target?.form === 'it') return true;
    const app = targetApp(target);
    const terms = app === undefined ? undefined : machine.terminology(app);
    if (terms === undefined) return false;
    return kind === 'property'
      ? terms.properties.has(name) || name === 'class' || name === 'id'
      : [...terms.classes.values()].includes(name);
  }

  async function property(
    expression: Extract<Expression, { kind: 'property' }>,
    scope: Scope,
  ): Promise<Value> {
    const { name, of } = expression;
    if (name === 'text item delimiters' && (of === undefined || of.kind === 'applescript')) return delimiters;
    if (of === undefined) {
      const target = scope.targets.at(-1);
      if (target !== undefined && belongsToTarget(name, 'property', scope))
        return { type: 'reference', specifier: { form: 'property', name, of: target } };
      return variable(expression, scope);
    }
    if (of.kind === 'me') return variable(expression, scope);
    const owner = await reach(of, scope);
    if (name === 'running' && owner.type === 'reference' && owner.specifier.form === 'application')
      return boolean(machine.isRunning(owner.specifier.app));
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

  async function element(expression: Extract<Expression, { kind: 'element' }>, scope: Scope): Promise<Value> {
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
      const terms = app === undefined ? undefined : machine.terminology(app);
      const known = terms === undefined || [...terms.classes.values()].includes(className);
      if (known && !(className === 'item' && isBulk(container.specifier))) {
        const specifiers = await selections(expression, scope);
        return { type: 'reference', specifier: specifiers(container.specifier) };
      }
      container = await get(container.specifier, scope);
    }
    return local(expression, container, scope);
  }

  /** `item 1 of every note` counts what was fetched, since no app has items of its own notes. */
  const isBulk = (specifier: Specifier): boolean =>
    (specifier.form === 'element' &&
      (specifier.select.by === 'every' ||
        specifier.select.by === 'whose' ||
        specifier.select.by === 'range')) ||
    (specifier.form === 'property' && isBulk(specifier.of)) ||
    specifier.form === 'property';

  async function local(
    { className, select }: Extract<Expression, { kind: 'element' }>,
    container: Value,
    scope: Scope,
  ): Promise<Value> {
    switch (select.by) {
      case 'every':
        return list([...localElements(container, className, delimiter())]);
      case 'some':
      case 'middle': {
        const all = localElements(container, className, delimiter());
        const found =
          all[
            select.by === 'some' ? Math.floor(Math.random() * all.length) : Math.floor((all.length - 1) / 2)
          ];
        if (found === undefined)
          throw cannotGet(`${select.by} ${className} of ${display(container, 'source')}`);
        return found;
      }
      case 'index':
        return localElement(container, className, await evaluate(select.index, scope), delimiter());
      case 'range':
        return localRange(
          container,
          className,
          await evaluate(select.from, scope),
          await evaluate(select.to, scope),
          delimiter(),
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
        const test = await testOf(select.test, scope);
        const every = chosen({ by: 'whose', test });
        if (select.pick === undefined) return every;
        const index = toNumber(await evaluate(select.pick, scope));
        return (of) => ({ form: 'element', className, select: { by: 'index', index }, of: every(of) });
      }
      default:
        return select satisfies never;
    }
  }

  /** A filter as data for the app: its own values are worked out here, the object's properties stay references to `it`. */
  async function testOf(expression: Expression, scope: Scope): Promise<Test> {
    switch (expression.kind) {
      case 'logic':
        return {
          op: expression.op,
          left: await testOf(expression.left, scope),
          right: await testOf(expression.right, scope),
        };
      case 'not':
        return { op: 'not', test: await testOf(expression.operand, scope) };
      case 'compare':
        return {
          op: expression.op,
          left: await operand(expression.left, scope),
          right: await operand(expression.right, scope),
          ignoring: scope.ignoring,
        };
      default:
        return { op: 'true', value: await operand(expression, scope) };
    }
  }

  async function operand(expression: Expression, scope: Scope): Promise<Value> {
    if ((expression.kind === 'property' || expression.kind === 'element') && rootsAtIt(expression)) {
      scope.targets.push({ form: 'it' });
      try {
        return await reach(expression, scope);
      } finally {
        scope.targets.pop();
      }
    }
    if (expression.kind === 'variable') {
      const value = lookUp(scope, expression.name);
      if (value !== undefined) return value;
    }
    return evaluate(expression, scope);
  }

  const rootsAtIt = (expression: Expression): boolean =>
    expression.kind === 'property' || expression.kind === 'element'
      ? expression.of === undefined || expression.of.kind === 'it' || rootsAtIt(expression.of)
      : false;

  async function targetOf(expression: Expression, scope: Scope): Promise<Specifier | undefined> {
    const target = await reach(expression, scope);
    if (target.type === 'reference') return target.specifier;
    if (expression.kind === 'me' || expression.kind === 'applescript') return undefined;
    throw cannotMake(display(target, 'source'), 'reference');
  }

  async function set(target: Expression, value: Value, scope: Scope): Promise<void> {
    if (target.kind === 'list') {
      const values = localElements(coerce(value, 'list', ''), 'item', '');
      for (const [index, one] of target.items.entries()) {
        const given = values[index];
        if (given === undefined) throw cannotGet(`item ${index + 1} of ${display(value, 'source')}`);
        await set(one, given, scope);
      }
      return;
    }
    if (target.kind === 'record') {
      for (const [key, one] of target.fields) await set(one, localProperty(value, key), scope);
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
        delimiters = value.type === 'list' ? value : list([value]);
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

  const get = (specifier: Specifier, scope: Scope): Promise<Value> =>
    send(specifier, { name: 'get', direct: { type: 'reference', specifier }, parameters: new Map() }, scope);

  /** Sends a command to the app a specifier belongs to; its errors carry the app's name, as on a Mac. */
  async function send(specifier: Specifier, sent: Command, scope: Scope): Promise<Value> {
    const app = targetApp(specifier);
    const host = app === undefined ? undefined : machine.app(app);
    if (host === undefined)
      throw cannotGet(
        app === undefined ? displaySpecifier(specifier) : `application ${display(text(app), 'source')}`,
      );
    return deliver(host.name, (limit) => host.send(sent, { signal: limit }), scope);
  }

  async function deliver(
    app: string,
    work: (limit: AbortSignal) => Promise<Value>,
    scope: Scope,
  ): Promise<Value> {
    signal.throwIfAborted();
    const seconds = scope.deadline === undefined ? undefined : Math.max(1, scope.deadline - Date.now());
    const limit = seconds === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(seconds)]);
    try {
      return await work(limit);
    } catch (error) {
      signal.throwIfAborted();
      if (limit.aborted) throw new ScriptError(-1712, `${app} got an error: AppleEvent timed out.`);
      if (error instanceof ScriptError && app !== '' && !error.message.startsWith(`${app} got an error`)) {
        throw new ScriptError(error.number, `${app} got an error: ${error.message}`, error.range);
      }
      throw error;
    }
  }

  async function command(expression: Extract<Expression, { kind: 'command' }>, scope: Scope): Promise<Value> {
    const { name, range } = expression;
    const own = await languageCommand(expression, scope);
    if (own !== undefined) return own;
    const direct = expression.direct === undefined ? undefined : await argument(expression.direct, scope);
    const parameters = new Map<string, Value>();
    for (const [label, value] of expression.parameters) parameters.set(label, await argument(value, scope));
    const sent: Command = { name, direct, parameters };
    if (expression.standard) {
      return deliver('', (limit) => machine.standardAdditions.send(sent, { signal: limit }), scope);
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

  /** Commands that are the language's own, or need no app; undefined for the others. */
  async function languageCommand(
    expression: Extract<Expression, { kind: 'command' }>,
    scope: Scope,
  ): Promise<Value | undefined> {
    const { name } = expression;
    const direct = async (): Promise<Value> =>
      expression.direct === undefined ? missing : evaluate(expression.direct, scope);
    switch (name) {
      case 'current date':
        return { type: 'date', value: new Date(machine.now()) };
      case 'delay':
        await sleep(1000 * toNumber(await direct()), undefined, { signal }).catch(() =>
          signal.throwIfAborted(),
        );
        return missing;
      case 'posix file':
        return { type: 'file', kind: 'file', posixPath: toText(await direct()) };
      case 'posix path': {
        const file = coerce(await direct(), 'file', '');
        return text(file.type === 'file' ? file.posixPath : toText(file));
      }
      case 'character id': {
        const points = await direct();
        const all = points.type === 'list' ? points.items : [points];
        return text(String.fromCodePoint(...all.map(toNumber)));
      }
      case 'offset': {
        const whole = expression.parameters.find(([label]) => label === 'in')?.[1];
        const sought = toText(await direct());
        const all = whole === undefined ? '' : toText(await evaluate(whole, scope));
        const at = scope.ignoring.case
          ? all.toLowerCase().indexOf(sought.toLowerCase())
          : all.indexOf(sought);
        return integer(at < 0 ? 0 : [...all.slice(0, at)].length + 1);
      }
      case 'run script': {
        const given = expression.parameters.find(([label]) => label === 'with parameters')?.[1];
        const parameters = given === undefined ? list([]) : coerce(await evaluate(given, scope), 'list', '');
        return (
          (await runSource(toText(await direct()), parameters.type === 'list' ? parameters.items : [])) ??
          missing
        );
      }
      case 'count': {
        const counted = expression.direct === undefined ? missing : await reach(expression.direct, scope);
        if (counted.type === 'list') return integer(counted.items.length);
        if (counted.type === 'text') return integer([...counted.value].length);
        if (counted.type === 'record') return integer(counted.fields.size);
        return undefined;
      }
      case 'exists': {
        const sought = expression.direct === undefined ? missing : await reach(expression.direct, scope);
        return sought.type === 'reference' ? undefined : boolean(sought.type !== 'missing value');
      }
      default:
        return undefined;
    }
  }

  function concatenate(left: Value, right: Value): Value {
    if (left.type === 'list')
      return list([...left.items, ...(right.type === 'list' ? right.items : [right])]);
    if (left.type === 'record' && right.type === 'record')
      return {
        type: 'record',
        fields: new Map([...left.fields, ...[...right.fields].filter(([key]) => !left.fields.has(key))]),
      };
    if (left.type === 'text' || (right.type === 'text' && left.type !== 'reference')) {
      return text(toText(left, delimiter()) + toText(right, delimiter()));
    }
    if (right.type === 'list') return list([left, ...right.items]);
    return list([left, right]);
  }

  return { run };
}

function arithmetic(op: Extract<Expression, { kind: 'arithmetic' }>['op'], left: Value, right: Value): Value {
  if (left.type === 'date' && op === '-' && right.type === 'date')
    return integer((left.value.getTime() - right.value.getTime()) / 1000);
  if (left.type === 'date' && (op === '+' || op === '-')) {
    const moved = new Date(left.value);
    moved.setSeconds(moved.getSeconds() + (op === '+' ? 1 : -1) * toNumber(right));
    return { type: 'date', value: moved };
  }
  const [a, b] = [toNumber(left), toNumber(right)];
  const result = (value: number): Value =>
    left.type === 'real' || right.type === 'real' ? { type: 'real', value } : number(value);
  if ((op === '/' || op === 'div' || op === 'mod') && b === 0)
    throw new ScriptError(-2701, `Can’t divide ${a} by zero.`);
  switch (op) {
    case '+':
      return result(a + b);
    case '-':
      return result(a - b);
    case '*':
      return result(a * b);
    case '/':
      return { type: 'real', value: a / b };
    case 'div':
      return integer(Math.trunc(a / b));
    case 'mod':
      return result(a % b);
    case '^':
      return { type: 'real', value: a ** b };
    default:
      return op satisfies never;
  }
}

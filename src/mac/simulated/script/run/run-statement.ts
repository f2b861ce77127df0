import { ScriptError, type Specifier, type Value } from '../../values.ts';
import type { Block, Expression, Statement } from '../ast.ts';
import { toBoolean, toNumber, toText } from '../coerce.ts';
import { display } from '../display.ts';
import { duplicate, integer, missing, text } from '../values.ts';
import { evaluate } from './evaluate.ts';
import { takeTurn } from './run-context.ts';
import { runLoop } from './run-loop.ts';
import { assign, type Scope } from './scope.ts';
import { setValue } from './set-value.ts';
import { targetOf } from './target.ts';

/** How a block was left before its end. */
export type Left =
  | { readonly how: 'return'; readonly value: Value }
  | { readonly how: 'exit repeat' }
  | undefined;

/** Runs statements in a row, up to one that leaves the block. */
export async function runBlock(block: Block, scope: Scope): Promise<Left> {
  for (const statement of block) {
    const left = await runStatement(statement, scope);
    if (left !== undefined) return left;
  }
  return undefined;
}

async function runStatement(statement: Statement, scope: Scope): Promise<Left> {
  await takeTurn(scope.run);
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
      scope.run.result = value === missing && answersNothing(statement.expression) ? undefined : value;
      return undefined;
    }
    case 'set': {
      const value = await evaluate(statement.value, scope);
      await setValue(statement.target, statement.copy ? duplicate(value) : value, scope);
      scope.run.result = value;
      return undefined;
    }
    case 'tell':
      return runWithin(await targetOf(statement.target, scope), statement.body, scope);
    case 'if':
      for (const { test, body } of statement.branches) {
        if (toBoolean(await evaluate(test, scope))) return runBlock(body, scope);
      }
      return statement.otherwise === undefined ? undefined : runBlock(statement.otherwise, scope);
    case 'repeat':
      return runLoop(statement.loop, statement.body, scope);
    case 'try':
      return runTry(statement, scope);
    case 'error': {
      const message = statement.message === undefined ? '' : toText(await evaluate(statement.message, scope));
      const code = statement.number === undefined ? -2700 : toNumber(await evaluate(statement.number, scope));
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
      scope.run.log(`(*${display(await evaluate(statement.value, scope), 'human')}*)`);
      return undefined;
    default:
      return statement satisfies never;
  }
}

/** A command whose dictionary gives it no result. A call, a variable or a property may hold missing value. */
const answersNothing = (expression: Expression): boolean =>
  expression.kind === 'command' && !expression.answers;

async function runWithin(target: Specifier | undefined, body: Block, scope: Scope): Promise<Left> {
  scope.targets.push(target);
  try {
    return await runBlock(body, scope);
  } finally {
    scope.targets.pop();
  }
}

async function runTry(statement: Extract<Statement, { kind: 'try' }>, scope: Scope): Promise<Left> {
  const targets = scope.targets.length;
  try {
    return await runBlock(statement.body, scope);
  } catch (error) {
    scope.run.signal.throwIfAborted();
    if (!(error instanceof ScriptError)) throw error;
    scope.targets.length = targets;
    if (statement.handler === undefined) return undefined;
    const { message, number: code, body } = statement.handler;
    if (message !== undefined) assign(scope, message, text(error.message));
    if (code !== undefined) assign(scope, code, integer(error.number));
    return runBlock(body, scope);
  }
}

import type { Block, Dictionaries, Expression, Handler, Loop, Range, Script, Statement } from '../ast.ts';
import { parseChain } from './parse-chain.ts';
import { parseExpression } from './parse-expression.ts';
import { createTokenStream, rangeAt, reserved, type TokenStream } from './token-stream.ts';

/** Compiles AppleScript source. Throws ScriptError -2741 with the offsets of what was not expected. */
export function parseScript(source: string, dictionaries: Dictionaries): Script {
  const stream = createTokenStream(source, dictionaries);
  const handlers = new Map<string, Handler>();
  const properties: (readonly [string, Expression])[] = [];
  const loose: Statement[] = [];
  stream.skipLineEnds();
  while (stream.peek().value !== '') {
    if (stream.at('on') || (stream.at('to') && stream.peek(1).type === 'word')) {
      const { name, handler } = parseHandler(stream);
      handlers.set(name, handler);
    } else if (stream.at('property') || stream.at('prop')) {
      stream.next();
      const name = takeName(stream);
      stream.expectSymbol(':');
      properties.push([name, parseExpression(stream)]);
      endLine(stream);
    } else if (stream.take('use')) {
      while (!stream.atLineEnd()) stream.next();
    } else loose.push(parseStatement(stream));
    stream.skipLineEnds();
  }
  const run = handlers.get('run') ?? { parameters: [], body: loose };
  return { handlers, properties, run };
}

function parseHandler(stream: TokenStream): { name: string; handler: Handler } {
  stream.next();
  const name = takeName(stream);
  const parameters: string[] = [];
  if (stream.takeSymbol('(')) {
    while (!stream.takeSymbol(')')) {
      parameters.push(takeName(stream));
      if (!stream.takeSymbol(',') && !stream.atSymbol(')')) stream.fail('“,” or “)”');
    }
  } else if (stream.takeSymbol('{')) {
    while (!stream.takeSymbol('}')) {
      parameters.push(takeName(stream));
      stream.takeSymbol(',');
    }
  } else if (!stream.atLineEnd()) parameters.push(takeName(stream));
  endLine(stream);
  const body = parseBlock(stream);
  stream.expect('end');
  if (!stream.atLineEnd()) stream.next();
  endLine(stream);
  return { name, handler: { parameters, body } };
}

function takeName(stream: TokenStream): string {
  const token = stream.peek();
  if (
    token.type !== 'identifier' &&
    (token.type !== 'word' || (reserved.has(token.value.toLowerCase()) && token.value !== 'error'))
  ) {
    return stream.fail('variable name');
  }
  stream.next();
  return token.value.toLowerCase();
}

function endLine(stream: TokenStream): void {
  if (!stream.atLineEnd()) stream.fail('end of line');
  stream.skipLineEnds();
}

/** Statements up to a line that begins with one of `ends` (or `end`). */
function parseBlock(stream: TokenStream, ends: readonly string[] = []): Block {
  const statements: Statement[] = [];
  stream.skipLineEnds();
  while (!stream.at('end') && !ends.some((word) => stream.at(word))) {
    if (stream.peek().value === '') stream.fail('“end”');
    statements.push(parseStatement(stream));
    endLine(stream);
  }
  return statements;
}

function endOf(stream: TokenStream, ...words: string[]): void {
  stream.expect('end');
  stream.take(...words);
}

function parseStatement(stream: TokenStream): Statement {
  const [start] = rangeAt(stream);
  const statement = parseBare(stream);
  return { ...statement, range: [start, stream.peek(-1).end] as Range } as Statement;
}

type Bare<Kind = Statement> = Kind extends Statement ? Omit<Kind, 'range'> : never;

function parseBare(stream: TokenStream): Bare {
  const compound = parseCompound(stream);
  if (compound !== undefined) return compound;
  if (stream.take('set', 'the', 'clipboard', 'to') || stream.take('set', 'clipboard', 'to')) {
    const value = parseExpression(stream);
    return {
      kind: 'expression',
      expression: {
        kind: 'command',
        name: 'set the clipboard to',
        standard: true,
        answers: false,
        direct: value,
        parameters: [],
        range: rangeAt(stream),
      },
    };
  }
  if (stream.take('set')) {
    const target = parseChain(stream);
    stream.expect('to');
    return { kind: 'set', target, value: parseExpression(stream), copy: false };
  }
  if (stream.take('copy')) {
    const value = parseExpression(stream);
    stream.expect('to');
    return { kind: 'set', target: parseChain(stream), value, copy: true };
  }
  if (stream.take('return'))
    return {
      kind: 'return',
      value: stream.atLineEnd() || stream.at('end') ? undefined : parseExpression(stream),
    };
  if (stream.take('exit', 'repeat') || stream.take('exit')) return { kind: 'exit repeat' };
  if (stream.take('error')) return parseError(stream);
  if (stream.take('log')) return { kind: 'log', value: parseExpression(stream) };
  if (stream.at('global') || stream.at('local')) {
    const global = stream.next().value.toLowerCase() === 'global';
    const names = [takeName(stream)];
    while (stream.takeSymbol(',')) names.push(takeName(stream));
    return { kind: 'declare', names, global };
  }
  return { kind: 'expression', expression: parseExpression(stream) };
}

function parseCompound(stream: TokenStream): Bare | undefined {
  if (stream.take('tell')) return parseTell(stream);
  if (stream.take('if')) return parseIf(stream);
  if (stream.take('repeat')) {
    const loop = parseLoop(stream);
    endLine(stream);
    const body = parseBlock(stream);
    endOf(stream, 'repeat');
    return { kind: 'repeat', loop, body };
  }
  if (stream.take('try')) return parseTry(stream);
  if (stream.at('considering') || stream.at('ignoring')) {
    const ignore = stream.next().value.toLowerCase() === 'ignoring';
    const what: string[] = [];
    while (!stream.atLineEnd()) {
      const token = stream.next();
      const word = token.value.toLowerCase();
      if (token.type === 'word' && word !== 'and' && word !== 'but') what.push(word);
    }
    const body = parseBlock(stream);
    endOf(stream, ignore ? 'ignoring' : 'considering');
    return { kind: 'considering', what, ignore, body };
  }
  if (stream.take('with', 'timeout')) {
    stream.take('of');
    const seconds = parseExpression(stream);
    if (!stream.take('seconds')) stream.take('second');
    endLine(stream);
    const body = parseBlock(stream);
    endOf(stream, 'timeout');
    return { kind: 'timeout', seconds, body };
  }
  if (stream.take('using', 'terms', 'from')) {
    const target = parseChain(stream);
    endLine(stream);
    const body = stream.withApp(appOf(target), () => parseBlock(stream));
    stream.expect('end');
    stream.take('using', 'terms', 'from');
    return { kind: 'block', body };
  }
  return undefined;
}

function parseTell(stream: TokenStream): Bare {
  const target = parseChain(stream);
  const app = appOf(target);
  if (stream.take('to')) {
    const body = stream.withApp(app, () => [parseStatement(stream)]);
    return { kind: 'tell', target, body };
  }
  endLine(stream);
  const body = stream.withApp(app, () => parseBlock(stream));
  endOf(stream, 'tell');
  return { kind: 'tell', target, body };
}

/** The application a target speaks to, when it is named in the source. */
function appOf(target: Expression): string | undefined {
  switch (target.kind) {
    case 'application':
      return target.name.kind === 'literal' && target.name.value.type === 'text'
        ? target.name.value.value
        : undefined;
    case 'property':
    case 'element':
    case 'insertion':
      return target.of === undefined ? undefined : appOf(target.of);
    default:
      return undefined;
  }
}

function parseIf(stream: TokenStream): Bare {
  const test = parseExpression(stream);
  stream.take('then');
  if (!stream.atLineEnd())
    return { kind: 'if', branches: [{ test, body: [parseStatement(stream)] }], otherwise: undefined };
  endLine(stream);
  const branches = [{ test, body: parseBlock(stream, ['else']) }];
  let otherwise: Block | undefined;
  while (stream.take('else')) {
    if (stream.take('if')) {
      const next = parseExpression(stream);
      stream.take('then');
      endLine(stream);
      branches.push({ test: next, body: parseBlock(stream, ['else']) });
    } else {
      stream.skipLineEnds();
      otherwise = parseBlock(stream);
    }
  }
  endOf(stream, 'if');
  return { kind: 'if', branches, otherwise };
}

function parseLoop(stream: TokenStream): Loop {
  if (stream.atLineEnd()) return { type: 'forever' };
  if (stream.take('while')) return { type: 'while', test: parseExpression(stream) };
  if (stream.take('until')) return { type: 'until', test: parseExpression(stream) };
  if (stream.take('with')) {
    const variable = takeName(stream);
    if (stream.take('in')) return { type: 'in', variable, list: parseExpression(stream) };
    stream.expect('from');
    const from = parseExpression(stream);
    stream.expect('to');
    const to = parseExpression(stream);
    return { type: 'from', variable, from, to, by: stream.take('by') ? parseExpression(stream) : undefined };
  }
  const count = parseExpression(stream);
  if (!stream.take('times')) stream.take('time');
  return { type: 'times', count };
}

function parseTry(stream: TokenStream): Bare {
  endLine(stream);
  const body: Statement[] = [];
  while (!stream.at('end') && !stream.at('on', 'error')) {
    if (stream.peek().value === '') stream.fail('“end”');
    body.push(parseStatement(stream));
    endLine(stream);
  }
  if (!stream.take('on', 'error')) {
    endOf(stream, 'try');
    return { kind: 'try', body, handler: undefined };
  }
  let message: string | undefined;
  let number: string | undefined;
  while (!stream.atLineEnd()) {
    if (stream.take('number')) number = takeName(stream);
    else if (stream.take('partial', 'result') || stream.take('from') || stream.take('to')) takeName(stream);
    else message = takeName(stream);
  }
  const handler = { message, number, body: parseBlock(stream) };
  endOf(stream, 'try');
  return { kind: 'try', body, handler };
}

function parseError(stream: TokenStream): Bare {
  let message: Expression | undefined;
  let number: Expression | undefined;
  if (!stream.atLineEnd() && !stream.at('number')) message = parseExpression(stream);
  if (stream.take('number')) number = parseExpression(stream);
  return { kind: 'error', message, number };
}

import type { Expression } from '../ast.ts';
import { parseChain } from './parse-chain.ts';
import { takeComparison } from './take-comparison.ts';
import { valueTypes } from './terms.ts';
import { rangeAt, type TokenStream } from './token-stream.ts';

/** Operators from the loosest to the tightest (AppleScript Language Guide, "Operators reference"). */
export function parseExpression(stream: TokenStream): Expression {
  return parseOr(stream);
}

function parseOr(stream: TokenStream): Expression {
  let left = parseAnd(stream);
  while (stream.take('or')) left = { kind: 'logic', op: 'or', left, right: parseAnd(stream) };
  return left;
}

function parseAnd(stream: TokenStream): Expression {
  let left = parseNot(stream);
  while (stream.take('and')) left = { kind: 'logic', op: 'and', left, right: parseNot(stream) };
  return left;
}

function parseNot(stream: TokenStream): Expression {
  if (stream.take('not')) return { kind: 'not', operand: parseNot(stream) };
  return parseComparison(stream);
}

function parseComparison(stream: TokenStream): Expression {
  let left = parseCoercion(stream);
  for (;;) {
    if (left.kind === 'application' && (stream.at('is', 'running') || stream.at('is', 'not', 'running'))) {
      const running: Expression = { kind: 'property', name: 'running', of: left, range: rangeAt(stream) };
      left = stream.take('is', 'not', 'running') ? { kind: 'not', operand: running } : running;
      stream.take('is', 'running');
      continue;
    }
    const found = takeComparison(stream);
    if (found === undefined) {
      if (stream.take('exists'))
        left = {
          kind: 'command',
          name: 'exists',
          standard: false,
          answers: true,
          direct: left,
          parameters: [],
          range: rangeAt(stream),
        };
      else return left;
      continue;
    }
    const compared: Expression = { kind: 'compare', op: found.op, left, right: parseCoercion(stream) };
    left = found.opposite ? { kind: 'not', operand: compared } : compared;
  }
}

/** `x as text`: an expression without comparisons, as parameters of commands are. */
export function parseCoercion(stream: TokenStream): Expression {
  let operand = parseConcatenation(stream);
  while (stream.take('as')) {
    operand = { kind: 'coerce', operand, type: parseType(stream) };
    // `n as text & " left"`: what follows the type goes on with the coerced value
    while (stream.takeSymbol('&')) operand = { kind: 'concatenate', left: operand, right: parseSum(stream) };
  }
  return operand;
}

function parseType(stream: TokenStream): string {
  stream.take('a');
  const token = stream.peek();
  if (token.type === 'raw') {
    stream.next();
    return `«${token.value}»`;
  }
  const type = stream.takeTerm((term) =>
    valueTypes.has(term)
      ? term
      : stream.apps.map(({ classes }) => classes.get(term)).find((name) => name !== undefined),
  );
  return type ?? stream.fail('a type');
}

/** `x & y`: an expression without comparisons and coercions. */
export function parseConcatenation(stream: TokenStream): Expression {
  let left = parseSum(stream);
  while (stream.takeSymbol('&')) left = { kind: 'concatenate', left, right: parseSum(stream) };
  return left;
}

function parseSum(stream: TokenStream): Expression {
  let left = parseProduct(stream);
  for (;;) {
    const op = stream.takeSymbol('+') ? '+' : stream.takeSymbol('-') ? '-' : undefined;
    if (op === undefined) return left;
    left = { kind: 'arithmetic', op, left, right: parseProduct(stream) };
  }
}

function parseProduct(stream: TokenStream): Expression {
  let left = parsePower(stream);
  for (;;) {
    const op = stream.takeSymbol('*')
      ? '*'
      : stream.takeSymbol('/') || stream.takeSymbol('÷')
        ? '/'
        : stream.take('div')
          ? 'div'
          : stream.take('mod')
            ? 'mod'
            : undefined;
    if (op === undefined) return left;
    left = { kind: 'arithmetic', op, left, right: parsePower(stream) };
  }
}

function parsePower(stream: TokenStream): Expression {
  const left = parseSign(stream);
  return stream.takeSymbol('^') ? { kind: 'arithmetic', op: '^', left, right: parsePower(stream) } : left;
}

function parseSign(stream: TokenStream): Expression {
  if (stream.takeSymbol('-')) return { kind: 'negate', operand: parseSign(stream) };
  stream.takeSymbol('+');
  return parseChain(stream);
}

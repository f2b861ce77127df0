import type { Expression, Range } from '../ast.ts';
import { parseCoercion } from './parse-expression.ts';
import { classNamed } from './terms.ts';
import { reserved, type TokenStream } from './token-stream.ts';

/** A command of the dictionary: its direct parameter, then labelled ones, `with x` and `without x` for booleans. */
export function parseCommand(stream: TokenStream, range: Range): Expression | undefined {
  let labels: readonly string[] = [];
  let standard = false;
  let answers = true;
  let takesDirect = true;
  const name = stream.takeTerm((term) => {
    const owner = stream.apps.find(({ commands }) => commands.has(term));
    const found = owner?.commands.get(term);
    if (found === undefined) return undefined;
    labels = found.parameters;
    takesDirect = found.direct;
    answers = found.answers;
    standard = owner === stream.dictionaries.standardTerminology;
    return term;
  });
  if (name === undefined) return undefined;
  const parameters: (readonly [string, Expression])[] = [];
  const direct =
    takesDirect && !startsParameter(stream, labels) && startsExpression(stream)
      ? parseCoercion(stream)
      : undefined;
  for (;;) {
    const label = stream.takeTerm((term) => (labels.includes(term) ? term : undefined));
    if (label !== undefined) {
      parameters.push([label, label === 'new' ? parseClassName(stream) : parsePlace(stream)]);
      continue;
    }
    const flag = stream.at('with') ? true : stream.at('without') ? false : undefined;
    if (flag === undefined) return { ...command(name, standard, direct, parameters, range), answers };
    const from = stream.position;
    stream.next();
    const flags: string[] = [];
    do {
      const named = stream.takeTerm((term) => (labels.includes(term) ? term : undefined));
      if (named === undefined) break;
      flags.push(named);
    } while (stream.take('and') || stream.takeSymbol(','));
    if (flags.length === 0) {
      stream.rewind(from);
      return { ...command(name, standard, direct, parameters, range), answers };
    }
    for (const one of flags)
      parameters.push([one, { kind: 'literal', value: { type: 'boolean', value: flag } }]);
  }
}

/** A parameter; `end` and `beginning` alone are places in the target of the tell block. */
function parsePlace(stream: TokenStream): Expression {
  for (const at of ['end', 'beginning'] as const) {
    if (!stream.at(at) || stream.at(at, 'of')) continue;
    stream.next();
    return { kind: 'insertion', at, of: undefined };
  }
  return parseCoercion(stream);
}

function parseClassName(stream: TokenStream): Expression {
  const className = stream.takeTerm(classNamed(stream));
  if (className === undefined) return stream.fail('class name');
  return { kind: 'literal', value: { type: 'class', name: className } };
}

function startsParameter(stream: TokenStream, labels: readonly string[]): boolean {
  const from = stream.position;
  const found = stream.takeTerm((term) => (labels.includes(term) ? true : undefined)) ?? false;
  stream.rewind(from);
  return found || stream.at('with') || stream.at('without');
}

function startsExpression(stream: TokenStream): boolean {
  const token = stream.peek();
  if (token.type === 'line end' || token.type === 'raw') return false;
  if (token.type === 'symbol') return token.value === '(' || token.value === '{' || token.value === '-';
  if (token.type !== 'word') return true;
  const word = token.value.toLowerCase();
  return (
    !reserved.has(word) ||
    ['every', 'first', 'it', 'its', 'me', 'my', 'some', 'the', 'true', 'false', 'not', 'get'].includes(word)
  );
}

/** A command that has a result. */
export function command(
  name: string,
  standard: boolean,
  direct: Expression | undefined,
  parameters: readonly (readonly [string, Expression])[],
  range: Range,
): Extract<Expression, { kind: 'command' }> {
  return { kind: 'command', name, standard, answers: true, direct, parameters, range };
}

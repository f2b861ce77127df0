import type { Expression, Range } from '../ast.ts';
import { integerLiteral, textLiteral } from './literals.ts';
import { parseExpression } from './parse-expression.ts';
import { parseWords } from './parse-words.ts';
import { rangeAt, type TokenStream } from './token-stream.ts';

/** What an expression is made of: a value, a list, something in parentheses, a variable, or what words mean. */
export function parsePrimary(stream: TokenStream): Expression {
  const token = stream.peek();
  const range = rangeAt(stream);
  switch (token.type) {
    case 'text':
      stream.next();
      return textLiteral(token.value);
    case 'integer':
      stream.next();
      return integerLiteral(Number(token.value));
    case 'real':
      stream.next();
      return { kind: 'literal', value: { type: 'real', value: Number(token.value) } };
    case 'identifier':
      stream.next();
      return callOrVariable(stream, token.value.toLowerCase(), range);
    case 'symbol':
      if (stream.takeSymbol('(')) {
        const inside = parseExpression(stream);
        stream.expectSymbol(')');
        return inside;
      }
      if (stream.takeSymbol('{')) return parseBraces(stream);
      return stream.fail('expression');
    case 'word':
      return parseWords(stream, range);
    case 'raw':
    case 'line end':
      return stream.fail('expression');
    default:
      return token.type satisfies never;
  }
}

function parseBraces(stream: TokenStream): Expression {
  const items: Expression[] = [];
  const fields: (readonly [string, Expression])[] = [];
  while (!stream.takeSymbol('}')) {
    const key = takeKey(stream);
    if (key !== undefined) fields.push([key, parseExpression(stream)]);
    else items.push(parseExpression(stream));
    if (!stream.takeSymbol(',') && !stream.atSymbol('}')) stream.fail('“,” or “}”');
  }
  if (fields.length > 0 && items.length > 0) stream.fail('a record’s label');
  return fields.length > 0 ? { kind: 'record', fields } : { kind: 'list', items };
}

/** `start date:` the label of a record's field. */
function takeKey(stream: TokenStream): string | undefined {
  const from = stream.position;
  const words: string[] = [];
  while (stream.peek().type === 'word' || stream.peek().type === 'identifier')
    words.push(stream.next().value.toLowerCase());
  if (words.length > 0 && stream.takeSymbol(':')) return words.join(' ');
  stream.rewind(from);
  return undefined;
}

/** `name(…)` calls a handler, `name` alone is a variable. */
export function callOrVariable(stream: TokenStream, name: string, range: Range): Expression {
  if (!stream.atSymbol('(')) return { kind: 'variable', name, range };
  stream.next();
  const args: Expression[] = [];
  while (!stream.takeSymbol(')')) {
    args.push(parseExpression(stream));
    if (!stream.takeSymbol(',') && !stream.atSymbol(')')) stream.fail('“,” or “)”');
  }
  return { kind: 'call', handler: name, args, range };
}

import type { Expression } from '../ast.ts';
import { parseExpression } from './parse-expression.ts';
import { parsePrimary } from './parse-primary.ts';
import { localProperties } from './terms.ts';
import { rangeAt, type TokenStream } from './token-stream.ts';

/** `name of note 1`, `note 1's name`: what stands left of `of` belongs to what stands right. */
export function parseChain(stream: TokenStream): Expression {
  let left = parsePrimary(stream);
  while (stream.takeSymbol("'s")) left = within(parseOwned(stream), left, stream);
  if (belongs(left) && (stream.take('of') || (stream.at('in') && takesIn(left) && stream.take('in')))) {
    const container = parseChain(stream);
    left = within(left, container, stream);
    if (stream.at('whose') || stream.at('where')) left = filtered(left, stream);
  }
  return left;
}

/** What stands behind `'s`: "hours" is a property there, not a number of seconds. */
function parseOwned(stream: TokenStream): Expression {
  const range = rangeAt(stream);
  const name = stream.takeTerm((term) => (localProperties.has(term) ? term : undefined));
  return name === undefined ? parsePrimary(stream) : { kind: 'property', name, of: undefined, range };
}

const belongs = (expression: Expression): boolean =>
  expression.kind === 'property' ||
  expression.kind === 'element' ||
  expression.kind === 'insertion' ||
  expression.kind === 'variable' ||
  (expression.kind === 'list' && expression.items.length > 0 && expression.items.every(belongs));

/** `in` is read as `of` behind elements only: behind others it belongs to `repeat with … in`. */
const takesIn = (expression: Expression): boolean =>
  expression.kind === 'element' || expression.kind === 'insertion';

/** Puts the container at the innermost open end of a chain. */
export function within(expression: Expression, container: Expression, stream: TokenStream): Expression {
  switch (expression.kind) {
    case 'property':
    case 'element':
    case 'insertion':
      return {
        ...expression,
        of: expression.of === undefined ? container : within(expression.of, container, stream),
      };
    case 'variable':
      return { kind: 'property', name: expression.name, of: container, range: expression.range };
    case 'list': // `{name, id} of note 1`
      return { kind: 'list', items: expression.items.map((item) => within(item, container, stream)) };
    default:
      return stream.fail('a property or an element');
  }
}

/** Reads the filter behind elements, if one stands there. */
export function filtered(expression: Expression, stream: TokenStream): Expression {
  if (!stream.take('whose') && !stream.take('where')) return expression;
  if (expression.kind !== 'element') return stream.fail('end of line');
  stream.take('its');
  const test = parseExpression(stream);
  const pick = expression.select.by === 'index' ? expression.select.index : undefined;
  return { ...expression, select: { by: 'whose', test, pick } };
}

import type { Expression, Range, Select } from '../ast.ts';
import { integerLiteral } from './literals.ts';
import { filtered } from './parse-chain.ts';
import { parsePrimary } from './parse-primary.ts';
import { classNamed, isPartOfProperty, localProperties } from './terms.ts';
import { reserved, type TokenStream } from './token-stream.ts';

/** `every note`, `note 1`, `third word`, `notes whose …`: elements of a class, or the class alone. Undefined where none stands. */
export function parseElement(stream: TokenStream, range: Range): Expression | undefined {
  const from = stream.position;
  // A filter behind `folder "x"` belongs to the elements asked of that folder, not to the folder.
  const finish = (className: string, select: Select, filterable = false): Expression => {
    const element: Expression = { kind: 'element', className, select, of: undefined, range };
    return filterable && (stream.at('whose') || stream.at('where')) ? filtered(element, stream) : element;
  };
  const every = stream.take('every') || stream.take('all');
  const some = !every && stream.take('some');
  const ordinal = every || some ? undefined : takeOrdinal(stream);
  const plainText = ordinal === undefined && !every && !some && stream.at('text') && textRange(stream);
  const before = stream.position;
  const className = plainText ? 'text' : stream.takeTerm(classNamed(stream));
  const term = wordsSince(stream, before);
  if (ordinal === undefined && !every && !some && isPartOfProperty(stream, before, () => undefined)) {
    stream.rewind(from);
    return undefined;
  }
  if (className === undefined) {
    if (every || some) return stream.fail('class name');
    stream.rewind(from);
    return undefined;
  }
  if (plainText) stream.next();
  if (every) return finish(className, { by: 'every' }, true);
  if (some) return finish(className, { by: 'some' }, true);
  if (ordinal !== undefined) return finish(className, ordinal, true);
  if (stream.take('id')) return finish(className, { by: 'id', id: parsePrimary(stream) });
  if (stream.take('named')) return finish(className, { by: 'name', name: parsePrimary(stream) });
  stream.take('index');
  if (stream.take('from')) return finish(className, parseRange(stream));
  const token = stream.peek();
  if (startsIndex(stream)) {
    const index = parseIndex(stream);
    if (stream.take('thru') || stream.take('through'))
      return finish(className, { by: 'range', from: index, to: parseIndex(stream) });
    return finish(className, token.type === 'text' ? { by: 'name', name: index } : { by: 'index', index });
  }
  const plural = (term !== className && term.endsWith('s')) || irregularPlurals.has(term);
  if (plural || stream.at('whose') || stream.at('where')) return finish(className, { by: 'every' }, true);
  // A class alone is a value ("class of x is note"), unless a property has the same name ("content of message 1").
  if (stream.apps.some(({ properties }) => properties.has(className)) || localProperties.has(className)) {
    stream.rewind(from);
    return undefined;
  }
  return { kind: 'literal', value: { type: 'class', name: className } };
}

/** Plurals that do not end in s. */
const irregularPlurals = new Set(['people']);

function wordsSince(stream: TokenStream, from: number): string {
  const words: string[] = [];
  for (let back = stream.position - from; back > 0; back--)
    words.push(stream.peek(-back).value.toLowerCase());
  return words.join(' ');
}

/** Only `text 1 thru 3` is an element; `text` alone is a type. */
const textRange = (stream: TokenStream): boolean => {
  const next = stream.peek(1);
  return (
    next.type === 'integer' ||
    (next.type === 'word' && ['from'].includes(next.value.toLowerCase())) ||
    (next.type === 'symbol' && (next.value === '(' || next.value === '-'))
  );
};

function parseRange(stream: TokenStream): Select {
  const first = parseIndex(stream);
  if (!stream.take('to') && !stream.take('thru')) stream.expect('through');
  return { by: 'range', from: first, to: parseIndex(stream) };
}

const parseIndex = (stream: TokenStream): Expression =>
  stream.takeSymbol('-') ? { kind: 'negate', operand: parsePrimary(stream) } : parsePrimary(stream);

/** What may stand behind a class as an index or a name: a number, a text, a variable, something in parentheses. */
function startsIndex(stream: TokenStream): boolean {
  const token = stream.peek();
  if (token.type === 'integer' || token.type === 'text' || token.type === 'identifier') return true;
  if (token.type === 'symbol')
    return token.value === '(' || (token.value === '-' && stream.peek(1).type === 'integer');
  if (token.type !== 'word' || reserved.has(token.value.toLowerCase())) return false;
  const known = (term: string) =>
    stream.apps.some(
      ({ properties, commands, enumerators }) =>
        properties.has(term) || commands.has(term) || enumerators.has(term),
    )
      ? true
      : undefined;
  const from = stream.position;
  const isTerm = stream.takeTerm(known) ?? false;
  stream.rewind(from);
  const operators = [
    'contains',
    'equals',
    'starts',
    'begins',
    'ends',
    'exists',
    'comes',
    'isn',
    'is',
    'does',
    'at',
    'new',
  ];
  return !isTerm && !operators.includes(token.value.toLowerCase());
}

function takeOrdinal(stream: TokenStream): Select | undefined {
  const number = (index: number): Select => ({
    by: 'index',
    index: index < 0 ? { kind: 'negate', operand: integerLiteral(-index) } : integerLiteral(index),
  });
  const token = stream.peek();
  const word = token.value.toLowerCase();
  if (token.type !== 'word') return undefined;
  const nth = /^(\d+)(?:st|nd|rd|th)$/.exec(word);
  const index =
    nth !== null
      ? Number(nth[1])
      : word === 'last' || word === 'back'
        ? -1
        : word === 'front'
          ? 1
          : ordinals.indexOf(word) + 1;
  if (word === 'middle') {
    stream.next();
    return { by: 'middle' };
  }
  if (index === 0) return undefined;
  stream.next();
  return number(index);
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

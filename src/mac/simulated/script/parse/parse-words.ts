import type { Expression, Range } from '../ast.ts';
import { constants } from './literals.ts';
import { parseChain, within } from './parse-chain.ts';
import { command, parseCommand } from './parse-command.ts';
import { parseElement } from './parse-element.ts';
import { parseConcatenation } from './parse-expression.ts';
import { callOrVariable, parsePrimary } from './parse-primary.ts';
import { commandNamed, isPartOfProperty, localProperties, valueTypes } from './terms.ts';
import { rangeAt, reserved, type TokenStream } from './token-stream.ts';

/** What begins with a word: what the language knows, then what the dictionaries do, else a name of the script’s own. */
export function parseWords(stream: TokenStream, range: Range): Expression {
  stream.take('the');
  const word = stream.peek().value.toLowerCase();

  if (stream.take('missing', 'value')) return { kind: 'literal', value: { type: 'missing value' } };
  if (stream.take('current', 'date')) {
    if (stream.takeSymbol('(')) stream.expectSymbol(')');
    return command('current date', true, undefined, [], range);
  }
  if (stream.take('clipboard')) return command('the clipboard', true, undefined, [], range);
  if (stream.take('current', 'application')) return { kind: 'me' };
  if (
    stream.take('a', 'reference', 'to') ||
    stream.take('reference', 'to') ||
    stream.take('a', 'ref', 'to')
  ) {
    return { kind: 'reference to', operand: parseChain(stream) };
  }
  if (stream.take('date')) return parseDate(stream, range);
  if (stream.take('posix', 'file')) return command('posix file', true, parseChain(stream), [], range);
  if (stream.take('posix', 'path', 'of')) return command('posix path', true, parseChain(stream), [], range);
  if (stream.take('offset', 'of')) {
    const sought = parseConcatenation(stream);
    stream.expect('in');
    return command('offset', true, sought, [['in', parseConcatenation(stream)]], range);
  }
  if (stream.take('character', 'id') || stream.take('string', 'id'))
    return command('character id', true, parsePrimary(stream), [], range);
  if (stream.take('applescript')) return { kind: 'applescript' };
  if ((stream.at('application') || stream.at('app')) && namesApplication(stream)) {
    stream.next();
    stream.take('id');
    return { kind: 'application', name: parsePrimary(stream) };
  }
  if (stream.take('its')) return within(parsePrimary(stream), { kind: 'it' }, stream);
  if (stream.take('my')) return parseMine(stream);
  if (stream.take('it')) return { kind: 'it' };
  if (stream.take('me')) return { kind: 'me' };
  if (stream.take('get')) return parseChain(stream);
  if (stream.take('count')) {
    stream.take('of');
    return command('count', false, parseCounted(stream), [], range);
  }
  if (stream.take('number', 'of')) return command('count', false, parseCounted(stream), [], range);
  if (stream.take('exists')) return command('exists', false, parseChain(stream), [], range);
  if (stream.take('not')) return { kind: 'not', operand: parseChain(stream) };

  const place = parseInsertion(stream);
  if (place !== undefined) return place;
  const element = parseElement(stream, range);
  if (element !== undefined) return element;
  const sent = isPartOfProperty(stream, stream.position, commandNamed(stream))
    ? undefined
    : parseCommand(stream, range);
  if (sent !== undefined) return sent;
  const constant = constants[word];
  if (
    constant !== undefined &&
    !(stream.peek(1).type === 'word' && stream.peek(1).value.toLowerCase() === 'of')
  ) {
    stream.next();
    return constant;
  }
  const property = stream.takeTerm((term) =>
    stream.apps.some(({ properties }) => properties.has(term)) || localProperties.has(term)
      ? term
      : undefined,
  );
  if (property !== undefined) return { kind: 'property', name: property, of: undefined, range };
  const enumerator = stream.takeTerm((term) =>
    stream.apps.some(({ enumerators }) => enumerators.has(term)) ? term : undefined,
  );
  if (enumerator !== undefined) return { kind: 'literal', value: { type: 'constant', name: enumerator } };
  if (stream.take('text', 'of')) return { kind: 'property', name: 'text', of: parseChain(stream), range };
  const type = stream.takeTerm((term) => (valueTypes.has(term) ? term : undefined));
  if (type !== undefined) return { kind: 'literal', value: { type: 'class', name: type } };
  if (reserved.has(word)) return stream.fail('expression');
  stream.next();
  return callOrVariable(stream, word, range);
}

/** `application "Notes"`, `app id "com.apple.Notes"`; elsewhere the word is a class or a variable. */
function namesApplication(stream: TokenStream): boolean {
  const at = stream.peek(1).value.toLowerCase() === 'id' ? 2 : 1;
  const token = stream.peek(at);
  return token.type === 'text' || (token.type === 'symbol' && token.value === '(');
}

/** What `count` counts: `every note`, `notes of folder 1`, or `each note of …` as some write it. */
function parseCounted(stream: TokenStream): Expression {
  stream.take('each');
  return parseChain(stream);
}

function parseMine(stream: TokenStream): Expression {
  const range = rangeAt(stream);
  const name = stream.next().value.toLowerCase();
  return callOrVariable(stream, name, range);
}

function parseDate(stream: TokenStream, range: Range): Expression {
  const property = stream.take('string') ? 'date string' : undefined;
  if (property !== undefined) return { kind: 'property', name: property, of: undefined, range };
  if (stream.peek().type === 'text' || stream.atSymbol('('))
    return { kind: 'date text', operand: parsePrimary(stream) };
  return { kind: 'literal', value: { type: 'class', name: 'date' } };
}

/** `end of events of cal`, `after last paragraph`. */
function parseInsertion(stream: TokenStream): Expression | undefined {
  if (stream.at('end', 'of') || stream.at('beginning', 'of')) {
    const at = stream.next().value.toLowerCase() === 'end' ? 'end' : 'beginning';
    stream.next();
    return { kind: 'insertion', at, of: parseChain(stream) };
  }
  if (stream.at('after') || stream.at('before')) {
    const at = stream.next().value.toLowerCase() === 'after' ? 'after' : 'before';
    return { kind: 'insertion', at, of: parseChain(stream) };
  }
  return undefined;
}

import type { Comparison } from '../values.ts';
import type { Expression, Range, Select } from './ast.ts';
import { reserved, type TokenStream } from './token-stream.ts';

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

/** Longest first. `true`: the operator is the opposite of what is named. */
const comparisons: readonly (readonly [readonly string[], Comparison, boolean, boolean?])[] = [
  [['is', 'not', 'greater', 'than', 'or', 'equal', 'to'], '≥', true],
  [['is', 'greater', 'than', 'or', 'equal', 'to'], '≥', false],
  [['is', 'less', 'than', 'or', 'equal', 'to'], '≤', false],
  [['is', 'not', 'contained', 'by'], 'is in', true],
  [['is', 'not', 'equal', 'to'], '≠', false],
  [['does', 'not', 'start', 'with'], 'begins with', true],
  [['does', 'not', 'begin', 'with'], 'begins with', true],
  [['does', 'not', 'end', 'with'], 'ends with', true],
  [['is', 'not', 'greater', 'than'], '>', true],
  [['is', 'not', 'less', 'than'], '<', true],
  [['does', 'not', 'contain'], 'contains', true],
  [['does', 'not', 'equal'], '≠', false],
  [['is', 'contained', 'by'], 'is in', false],
  [['is', 'greater', 'than'], '>', false],
  [['is', 'less', 'than'], '<', false],
  [['is', 'equal', 'to'], '=', false],
  [['is', 'not', 'in'], 'is in', true],
  [['does', 'not', 'come', 'before'], '<', true],
  [['does', 'not', 'come', 'after'], '>', true],
  [['comes', 'before'], '<', false],
  [['comes', 'after'], '>', false],
  [['starts', 'with'], 'begins with', false],
  [['start', 'with'], 'begins with', false],
  [['begins', 'with'], 'begins with', false],
  [['begin', 'with'], 'begins with', false],
  [['ends', 'with'], 'ends with', false],
  [['end', 'with'], 'ends with', false],
  [['is', 'not'], '≠', false],
  [['is', 'in'], 'is in', false],
  [['contains'], 'contains', false],
  [['contain'], 'contains', false],
  [['equals'], '=', false],
  [['isn', 't'], '≠', false],
  [['is'], '=', false],
];

const comparisonSymbols: Readonly<Record<string, Comparison>> = {
  '=': '=',
  '≠': '≠',
  '/=': '≠',
  '<': '<',
  '>': '>',
  '≤': '≤',
  '<=': '≤',
  '≥': '≥',
  '>=': '≥',
};

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

function takeComparison(stream: TokenStream): { op: Comparison; opposite: boolean } | undefined {
  const token = stream.peek();
  const symbol = token.type === 'symbol' ? comparisonSymbols[token.value] : undefined;
  if (symbol !== undefined) {
    stream.next();
    return { op: symbol, opposite: false };
  }
  for (const [words, op, opposite] of comparisons) if (stream.take(...words)) return { op, opposite };
  return undefined;
}

function parseCoercion(stream: TokenStream): Expression {
  let operand = parseConcatenation(stream);
  while (stream.take('as')) {
    operand = { kind: 'coerce', operand, type: parseType(stream) };
    // `n as text & " left"`: what follows the type goes on with the coerced value
    while (stream.takeSymbol('&')) operand = { kind: 'concatenate', left: operand, right: parseSum(stream) };
  }
  return operand;
}

const valueTypes = new Set([
  'text',
  'string',
  'unicode text',
  'integer',
  'real',
  'number',
  'boolean',
  'list',
  'record',
  'date',
  'alias',
  'class',
  'constant',
  'posix file',
  'file',
]);

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

function parseConcatenation(stream: TokenStream): Expression {
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
function within(expression: Expression, container: Expression, stream: TokenStream): Expression {
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

function filtered(expression: Expression, stream: TokenStream): Expression {
  if (!stream.take('whose') && !stream.take('where')) return expression;
  if (expression.kind !== 'element') return stream.fail('end of line');
  stream.take('its');
  const test = parseExpression(stream);
  const pick = expression.select.by === 'index' ? expression.select.index : undefined;
  return { ...expression, select: { by: 'whose', test, pick } };
}

export const rangeAt = (stream: TokenStream): Range => [stream.peek().start, stream.peek().end];

const constants: Readonly<Record<string, Expression>> = {
  true: { kind: 'literal', value: { type: 'boolean', value: true } },
  false: { kind: 'literal', value: { type: 'boolean', value: false } },
  return: text('\r'),
  linefeed: text('\n'),
  tab: text('\t'),
  space: text(' '),
  quote: text('"'),
  pi: { kind: 'literal', value: { type: 'real', value: Math.PI } },
  minutes: integer(60),
  hours: integer(3600),
  days: integer(86_400),
  weeks: integer(604_800),
};

function text(value: string): Expression {
  return { kind: 'literal', value: { type: 'text', value } };
}

function integer(value: number): Expression {
  return { kind: 'literal', value: { type: 'integer', value } };
}

function parsePrimary(stream: TokenStream): Expression {
  const token = stream.peek();
  const range = rangeAt(stream);
  switch (token.type) {
    case 'text':
      stream.next();
      return text(token.value);
    case 'integer':
      stream.next();
      return integer(Number(token.value));
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

/** Elements every text and list has, in any dictionary: singular and plural. */
const localClasses: ReadonlyMap<string, string> = new Map(
  ['item', 'character', 'word', 'paragraph', 'text item'].flatMap(
    (name) =>
      [
        [name, name],
        [`${name}s`, name],
      ] as const,
  ),
);
const localProperties = new Set([
  'length',
  'rest',
  'reverse',
  'contents',
  'class',
  'id',
  'year',
  'month',
  'day',
  'weekday',
  'time',
  'hours',
  'minutes',
  'seconds',
  'date string',
  'time string',
  'short date string',
  'text item delimiters',
  'quoted form',
  'result',
]);

function parseWords(stream: TokenStream, range: Range): Expression {
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

function callOrVariable(stream: TokenStream, name: string, range: Range): Expression {
  if (!stream.atSymbol('(')) return { kind: 'variable', name, range };
  stream.next();
  const args: Expression[] = [];
  while (!stream.takeSymbol(')')) {
    args.push(parseExpression(stream));
    if (!stream.takeSymbol(',') && !stream.atSymbol(')')) stream.fail('“,” or “)”');
  }
  return { kind: 'call', handler: name, args, range };
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

const classNamed =
  (stream: TokenStream) =>
  (term: string): string | undefined =>
    stream.apps.map(({ classes }) => classes.get(term)).find((name) => name !== undefined) ??
    localClasses.get(term);

function parseElement(stream: TokenStream, range: Range): Expression | undefined {
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

/**
 * Whether a property's longer name begins at `from`: "service type" though "service" alone is a class, "read status"
 * though "read" alone is a command (`shorter` answers for what has not been taken yet).
 */
function isPartOfProperty(
  stream: TokenStream,
  from: number,
  shorter: (term: string) => true | undefined,
): boolean {
  const after = stream.position;
  const reach = (known: (term: string) => true | undefined): number => {
    stream.rewind(from);
    const found = stream.takeTerm(known);
    const end = found === true ? stream.position : from;
    stream.rewind(after);
    return end;
  };
  const property = reach((term) =>
    stream.apps.some(({ properties }) => properties.has(term)) ? true : undefined,
  );
  return property > Math.max(after, reach(shorter));
}

const commandNamed =
  (stream: TokenStream) =>
  (term: string): true | undefined =>
    stream.apps.some(({ commands }) => commands.has(term)) ? true : undefined;

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
    index: index < 0 ? { kind: 'negate', operand: integer(-index) } : integer(index),
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
      ? parseArgument(stream)
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
  return parseArgument(stream);
}

const parseArgument = (stream: TokenStream): Expression => parseCoercion(stream);

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

function command(
  name: string,
  standard: boolean,
  direct: Expression | undefined,
  parameters: readonly (readonly [string, Expression])[],
  range: Range,
): Extract<Expression, { kind: 'command' }> {
  return { kind: 'command', name, standard, answers: true, direct, parameters, range };
}

import type { Terminology } from '../../values.ts';
import type { Dictionaries, Range } from '../ast.ts';
import { syntaxError, type Token, tokenise } from './lexer.ts';

/** A term of several words is at most so long. */
const longestTerm = 5;

/** The tokens of a script with a place in them, and the dictionary of the tell block that place is in. */
export interface TokenStream {
  peek(ahead?: number): Token;
  next(): Token;
  readonly position: number;
  rewind(position: number): void;
  /** Takes the words when they stand here, in any case; the place stays otherwise. */
  take(...words: string[]): boolean;
  /** Whether the words stand here. */
  at(...words: string[]): boolean;
  takeSymbol(symbol: string): boolean;
  atSymbol(symbol: string): boolean;
  expect(...words: string[]): void;
  expectSymbol(symbol: string): void;
  atLineEnd(): boolean;
  skipLineEnds(): void;
  /** Takes the longest term that `known` answers for; undefined when none stands here. */
  takeTerm<Meaning>(known: (term: string) => Meaning | undefined): Meaning | undefined;
  fail(expected: string): never;
  /** Terms in force: innermost app first, Standard Additions last. */
  readonly apps: readonly Terminology[];
  readonly dictionaries: Dictionaries;
  withApp<Result>(app: string | undefined, read: () => Result): Result;
}

export function createTokenStream(source: string, dictionaries: Dictionaries): TokenStream {
  const tokens = tokenise(source);
  const end: Token = { type: 'line end', value: '', start: source.length, end: source.length };
  const apps: Terminology[] = [dictionaries.standardTerminology];
  let place = 0;

  const stream: TokenStream = {
    apps,
    dictionaries,
    peek: (ahead = 0) => tokens[place + ahead] ?? end,
    next() {
      const token = stream.peek();
      place += 1;
      return token;
    },
    get position() {
      return place;
    },
    rewind(position) {
      place = position;
    },
    at: (...words) =>
      words.every((word, index) => {
        const token = stream.peek(index);
        return token.type === 'word' && token.value.toLowerCase() === word;
      }),
    take(...words) {
      if (!stream.at(...words)) return false;
      place += words.length;
      return true;
    },
    atSymbol: (symbol) => stream.peek().type === 'symbol' && stream.peek().value === symbol,
    takeSymbol(symbol) {
      if (!stream.atSymbol(symbol)) return false;
      place += 1;
      return true;
    },
    expect(...words) {
      if (!stream.take(...words)) stream.fail(`“${words.join(' ')}”`);
    },
    expectSymbol(symbol) {
      if (!stream.takeSymbol(symbol)) stream.fail(`“${symbol}”`);
    },
    atLineEnd: () => stream.peek().type === 'line end',
    skipLineEnds() {
      while (stream.atLineEnd() && place < tokens.length) place += 1;
    },
    takeTerm(known) {
      const words: string[] = [];
      for (let ahead = 0; ahead < longestTerm && stream.peek(ahead).type === 'word'; ahead++) {
        words.push(stream.peek(ahead).value.toLowerCase());
      }
      for (let length = words.length; length > 0; length--) {
        const meaning = known(words.slice(0, length).join(' '));
        if (meaning !== undefined) {
          place += length;
          return meaning;
        }
      }
      return undefined;
    },
    fail(expected) {
      const token = stream.peek();
      throw syntaxError(`Expected ${expected} but found ${describe(token, end)}.`, token.start, token.end);
    },
    withApp(app, read) {
      const terms = app === undefined ? undefined : dictionaries.terminology(app);
      if (terms === undefined) return read();
      apps.unshift(terms);
      try {
        return read();
      } finally {
        apps.shift();
      }
    },
  };
  return stream;
}

function describe(token: Token, end: Token): string {
  if (token === end) return 'end of script';
  switch (token.type) {
    case 'line end':
      return 'end of line';
    case 'text':
      return 'a string';
    case 'integer':
    case 'real':
      return 'number';
    case 'word':
    case 'identifier':
    case 'raw':
    case 'symbol':
      return reserved.has(token.value.toLowerCase()) || token.type === 'symbol'
        ? `“${token.value}”`
        : 'identifier';
    default:
      return token.type satisfies never;
  }
}

/** Where the next token stands. */
export const rangeAt = (stream: TokenStream): Range => [stream.peek().start, stream.peek().end];

/** Words that cannot name a variable. */
export const reserved: ReadonlySet<string> = new Set(
  'and as but by considering contains copy div does else end error every exit false from get given global if ignoring in is it its local me mod my not of on or property put ref repeat return returning set some tell the then thru through timeout times to transaction true try until where while whose with without'.split(
    ' ',
  ),
);

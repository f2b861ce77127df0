import { ScriptError } from '../../values.ts';

/** A piece of AppleScript source; `start` and `end` are character offsets, as osascript's errors have them. */
export interface Token {
  readonly type: 'word' | 'identifier' | 'integer' | 'real' | 'text' | 'symbol' | 'raw' | 'line end';
  /** As written; text without its quotes and escapes, `|odd names|` without their bars. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const symbols = [
  '≠',
  '≤',
  '≥',
  '<=',
  '>=',
  '/=',
  '=',
  '<',
  '>',
  '&',
  '+',
  '-',
  '*',
  '/',
  '÷',
  '^',
  '(',
  ')',
  '{',
  '}',
  ',',
  ':',
];
const wordStart = /[\p{L}_]/u;
const wordPart = /[\p{L}\p{N}_]/u;

/** Splits source into tokens: comments and continued lines (`¬`) are gone. Throws ScriptError -2741 with offsets. */
export function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const push = (type: Token['type'], value: string, start: number) =>
    tokens.push({ type, value, start, end: at });

  while (at < source.length) {
    const start = at;
    const character = source.charAt(at);
    const pair = source.slice(at, at + 2);
    if (character === '\n' || character === '\r') {
      at += pair === '\r\n' ? 2 : 1;
      push('line end', '\n', start);
    } else if (/\s/.test(character)) at += 1;
    else if (pair === '--' || character === '#') skipLine();
    else if (pair === '(*') skipBlock(start);
    else if (character === '¬' || character === '\\') skipContinuation(start);
    else if (character === '"') readText(start);
    else if (character === '|') {
      const close = source.indexOf('|', at + 1);
      if (close < 0) throw syntaxError('Expected “|” but found end of script.', start, source.length);
      at = close + 1;
      push('identifier', source.slice(start + 1, close), start);
    } else if (character === '«') {
      const close = source.indexOf('»', at);
      if (close < 0) throw syntaxError('Expected “»” but found end of script.', start, source.length);
      at = close + 1;
      push('raw', source.slice(start + 1, close), start);
    } else if (/\d/.test(character) || (character === '.' && /\d/.test(source.charAt(at + 1))))
      readNumber(start);
    else if (wordStart.test(character)) {
      while (at < source.length && wordPart.test(source.charAt(at))) at += 1;
      push('word', source.slice(start, at), start);
    } else if (/['’]/.test(character) && /^['’]s\b/i.test(source.slice(at, at + 3))) {
      at += 2;
      push('symbol', "'s", start);
    } else readSymbol(start);
  }
  push('line end', '\n', at);
  return tokens;

  function skipLine(): void {
    while (at < source.length && !/[\r\n]/.test(source.charAt(at))) at += 1;
  }

  function skipBlock(start: number): void {
    let depth = 0;
    do {
      const pair = source.slice(at, at + 2);
      if (pair === '(*') depth += 1;
      if (pair === '*)') depth -= 1;
      at += pair === '(*' || pair === '*)' ? 2 : 1;
      if (at > source.length)
        throw syntaxError('Expected “*)” but found end of script.', start, source.length);
    } while (depth > 0);
  }

  /** A continuation joins the next line to this one; only blanks and a comment may stand behind it. */
  function skipContinuation(start: number): void {
    const match = /^[¬\\][ \t]*(?:--[^\r\n]*)?(?:\r\n|\r|\n)/.exec(source.slice(at));
    if (match === null)
      throw syntaxError(`Expected end of line but found “${source.charAt(start)}”.`, start, start + 1);
    at += match[0].length;
  }

  function readText(start: number): void {
    let value = '';
    at += 1;
    while (source.charAt(at) !== '"') {
      if (at >= source.length)
        throw syntaxError('Expected “"” but found end of script.', start, source.length);
      if (source.charAt(at) !== '\\') {
        value += source.charAt(at);
        at += 1;
        continue;
      }
      const escaped = escapes[source.charAt(at + 1)];
      if (escaped === undefined) throw syntaxError('Expected “"” but found unknown token.', at, at + 2);
      value += escaped;
      at += 2;
    }
    at += 1;
    push('text', value, start);
  }

  function readNumber(start: number): void {
    const match = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/.exec(source.slice(at, at + 60));
    const written = match?.[0] ?? '';
    at += written.length;
    push(/^\d+$/.test(written) ? 'integer' : 'real', written, start);
    // "1st", "2nd": the suffix belongs to the number
    const suffix = /^(?:st|nd|rd|th)\b/i.exec(source.slice(at, at + 3));
    if (suffix !== null && /^\d+$/.test(written)) {
      at += suffix[0].length;
      tokens.pop();
      push('word', `${written}th`, start);
    }
  }

  function readSymbol(start: number): void {
    const symbol = symbols
      .filter((one) => source.startsWith(one, at))
      .toSorted((a, b) => b.length - a.length)[0];
    if (symbol === undefined)
      throw syntaxError('Expected expression but found unknown token.', start, start + 1);
    at += symbol.length;
    push('symbol', symbol, start);
  }
}

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t' };

export const syntaxError = (message: string, start: number, end: number): ScriptError =>
  new ScriptError(-2741, message, [start, end]);

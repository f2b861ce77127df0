/** A value as plans write it: Python literals. An escaped dollar sign is U+E000 in the text. */
export type Value = string | number | boolean | null | (string | number | boolean | null)[];

/** What is wrong with a call's arguments, in a sentence. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}

/**
 * Reads arguments up to the closing parenthesis. Lenient: single and typographic quotes, bare words, texts joined by
 * `+`, trailing commas, comments and a missing parenthesis are read too. Linear in the length of the source. Throws ValueError.
 */
export function readValues(
  source: string,
  { lenient }: { lenient: boolean },
): { readonly name: string | undefined; readonly value: Value }[] {
  let at = 0;
  const values: { name: string | undefined; value: Value }[] = [];

  const skipBlanks = () => {
    while (at < source.length && /\s/.test(source.charAt(at))) at += 1;
  };

  function readText(): string {
    const opening = source.charAt(at);
    const quote = closingQuote[opening] ?? opening;
    at += 1;
    let read = '';
    while (at < source.length) {
      const character = source.charAt(at);
      if (character === quote) {
        at += 1;
        return read;
      }
      if (character === '\\') {
        read += readEscape();
        continue;
      }
      if (character !== '\ue000') read += character;
      at += 1;
    }
    throw new ValueError('A text is not closed by its quote.');
  }

  function readEscape(): string {
    const next = source.charAt(at + 1);
    const unicode = /^\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(source.slice(at, at + 6));
    if (unicode !== null) {
      at += unicode[0].length;
      return String.fromCharCode(Number.parseInt(unicode[1] ?? unicode[2] ?? '', 16));
    }
    at += 2;
    if (next === '$') return '\ue000';
    const known = escapes[next];
    if (known !== undefined) return known;
    if (!lenient) throw new ValueError(`\\${next} is no escape.`);
    return `\\${next}`;
  }

  function readBare(): string | number | boolean | null {
    const delimiter = lenient ? /[,\])=]|\s\+\s/g : /[,\])=]/g;
    delimiter.lastIndex = at;
    const end = delimiter.exec(source)?.index ?? source.length;
    const word = source.slice(at, end).trim();
    at = end;
    if (/^[+-]?\d+(?:\.\d+)?$/.test(word)) return Number(word);
    if (word === 'True' || (lenient && word === 'true')) return true;
    if (word === 'False' || (lenient && word === 'false')) return false;
    if (word === 'None' || (lenient && (word === 'null' || word === 'nil'))) return null;
    if (lenient && /^\$\{?\d+\}?$/.test(word)) return word;
    if (lenient && /^[\w$][\w$ .@:+/-]*$/.test(word)) return word;
    throw new ValueError(
      word === '' ? 'An argument is missing.' : `${word.slice(0, 60)} is no value; text stands in quotes.`,
    );
  }

  const readOne = () => {
    skipBlanks();
    if (lenient && /^[fr]["']/.test(source.slice(at, at + 2))) at += 1; // a Python f-string
    const character = source.charAt(at);
    if (character === '"' || (lenient && (character === "'" || character === '“'))) return readText();
    return readBare();
  };

  /** `"a" + $1 + "b"` is one text. */
  const readSum = () => {
    let sum = readOne();
    skipBlanks();
    while (lenient && source.charAt(at) === '+') {
      at += 1;
      sum = `${sum ?? ''}${readOne() ?? ''}`;
      skipBlanks();
    }
    return sum;
  };

  function readList(): (string | number | boolean | null)[] {
    at += 1;
    const items: (string | number | boolean | null)[] = [];
    for (;;) {
      skipBlanks();
      if (source.charAt(at) === ']') {
        at += 1;
        return items;
      }
      if (at >= source.length) throw new ValueError('A list is not closed by ].');
      items.push(readSum());
      skipBlanks();
      if (source.charAt(at) === ',') at += 1;
      else if (source.charAt(at) !== ']') throw new ValueError('The items of a list are parted by commas.');
    }
  }

  for (;;) {
    skipBlanks();
    if (source.charAt(at) === ')') {
      const after = source.slice(at + 1).trim();
      if (!lenient && after !== '') throw new ValueError(`After the call stands ${after.slice(0, 60)}.`);
      return values;
    }
    if (at >= source.length) {
      if (lenient && values.length > 0) return values;
      throw new ValueError('The closing parenthesis is missing.');
    }
    const keyword = /^([A-Za-z_]\w*)\s*=(?!=)\s*/.exec(source.slice(at, at + 80));
    if (keyword !== null) at += keyword[0].length;
    skipBlanks();
    values.push({ name: keyword?.[1], value: source.charAt(at) === '[' ? readList() : readSum() });
    skipBlanks();
    if (source.charAt(at) === ',') at += 1;
    else if (source.charAt(at) !== ')' && at < source.length)
      throw new ValueError('Arguments are parted by commas.');
  }
}

const closingQuote: Readonly<Record<string, string>> = { '“': '”' };

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
};

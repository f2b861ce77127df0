/** A word or mark of the request as the embedded planner reads it; only words have an index. See ENCODING.md. */
export interface Token {
  /** Lower case. */
  readonly text: string;
  /** Where it stands in the normalised request, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** 0-based among the words; undefined for a mark. */
  readonly word: number | undefined;
  /** Whether a word begins with a capital letter. */
  readonly capital: boolean;
}

/** The request as the planner reads it: NFC, plain quotes. One character for one, so its offsets hold for NFC text. */
export const normalise = (query: string): string =>
  query.normalize('NFC').replace(/[’‘]/g, "'").replace(/[“”„]/g, '"');

const pieces = /[\p{L}\p{N}_@#$+][\p{L}\p{N}_@.\-/&:+'%$]*|[^\s]/gu;
const beginsWord = /^[\p{L}\p{N}_@#$+]/u;

/** Splits a request into words and marks. Linear in its length. */
export function splitWords(query: string): Token[] {
  const tokens: Token[] = [];
  let words = 0;
  const mark = (text: string, start: number) => {
    for (const character of text) {
      tokens.push({
        text: character.toLowerCase(),
        start,
        end: start + character.length,
        word: undefined,
        capital: false,
      });
      start += character.length;
    }
  };
  for (const match of normalise(query).matchAll(pieces)) {
    const [whole] = match;
    const start = match.index;
    if (!beginsWord.test(whole)) {
      mark(whole, start);
      continue;
    }
    const trimmed = whole.replace(/[.:,'\-/]+$/, '');
    const possessive = /^(.+)'[sS]$/su.exec(trimmed);
    const word = possessive?.[1] ?? trimmed;
    if (word === '') {
      mark(whole, start);
      continue;
    }
    const end = start + word.length;
    tokens.push({ text: word.toLowerCase(), start, end, word: words, capital: /^\p{Lu}/u.test(word) });
    words += 1;
    if (possessive !== null) {
      tokens.push({ text: "'s", start: end, end: end + 2, word: undefined, capital: false });
    }
    mark(whole.slice(trimmed.length), start + trimmed.length);
  }
  return tokens;
}

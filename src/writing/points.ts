import { isDense, termsOf } from './terms.ts';
import { isForeign } from './usable.ts';

/** A line of a summary, and its page. */
export interface Point {
  readonly words: string;
  readonly page: number;
}

interface Page {
  readonly number: number;
  readonly text: string;
}

/** So large a part of a point's telling words, and each of its numbers, must stand on its page. */
const leastShared = 0.5;

/**
 * The points a model made of pages, each with the page it is about: the one the model named, if the point's words,
 * numbers and links are there, else the one that has most of them. A point that is on no page is made up, or is somebody else's instruction
 * obeyed: it is left out.
 */
export function pointsOf(written: string, pages: readonly Page[]): Point[] {
  const known = pages.map(({ number, text }) => ({
    number,
    text,
    stems: new Set(stemsOf(text)),
    digits: digitsOf(text),
  }));
  const found = written.split('\n').flatMap((line) => {
    const words = line
      .replace(/^\s*(?:[-*•–]|\d{1,2}[.)])\s+/, '')
      .replace(pageMark, '')
      .trim();
    if (words.length < 10 || words.endsWith(':') || /[<‹]\/?\||\|[>›]/.test(words)) return [];
    const stems = stemsOf(words);
    const shares = known
      .filter(
        ({ digits, text }) =>
          digitsOf(words).every((number) => digits.includes(number)) && !isForeign(words, text),
      )
      .map(({ number, stems: own }) => ({
        number,
        share: stems.length === 0 ? 0 : stems.filter((stem) => own.has(stem)).length / stems.length,
      }));
    const named = Number(pageMark.exec(line)?.[1]);
    const best = shares.toSorted((a, b) => b.share - a.share)[0];
    const page = shares.find(({ number, share }) => number === named && share >= leastShared) ?? best;
    return page === undefined || page.share < leastShared ? [] : [{ words, page: page.number }];
  });
  return found.filter(({ words }, index) => found.findIndex((other) => other.words === words) === index);
}

const pageMark = /\s*[([](?:p|pp|pages?)\.?\s*(\d+)[^)\]]*[)\]]\.?\s*$/i;

/** Longer words by their beginnings, so that "rises" is "rise"; short ones tell little where words have letters. */
const stemsOf = (text: string): string[] =>
  termsOf(text)
    .filter((term) => term.length >= 4 || isDense(term))
    .map((term) => term.slice(0, 5));

const digitsOf = (text: string): string[] =>
  (text.match(/\d[\d.,]*/g) ?? []).map((number) => number.replace(/\D/g, ''));

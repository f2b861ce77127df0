import { setImmediate } from 'node:timers/promises';
import type { Point } from './points.ts';
import { isWhole, type Sentence, sentencesOf } from './sentences.ts';
import { isDense, termsOf } from './terms.ts';
import type { WriteOptions } from './writer.ts';

/** A summary has so many points, and one more for so many pages, up to so many. */
const points = { least: 5, most: 10, pagesEach: 8 };
/** Sentences outside these lengths are headings, tables or run-ons. In characters; writing without blanks is denser. */
const shortest = 25;
const shortestDense = 10;
const longest = 400;

/** How many points a summary of so many pages has at most. */
export const mostPoints = (pages: number): number =>
  Math.min(points.most, points.least + Math.floor(pages / points.pagesEach));

/**
 * An extractive summary: sentences of the document as they stand there, in their order, each with its page.
 * `pages` are texts, page 1 first. "" when there is no text. Throws `signal.reason` on abort.
 */
export async function summarise(
  pages: readonly string[],
  { signal }: Pick<WriteOptions, 'signal'>,
): Promise<string> {
  const numbered = pages.map((text, index) => ({ text, number: index + 1 }));
  return inLines(await choosePoints(numbered, { most: mostPoints(pages.length), signal }), pages.length);
}

/** A line each; a document of one page needs no page numbers. */
export const inLines = (points: readonly Point[], pages: number): string =>
  points.map(({ words, page }) => (pages > 1 ? `${words} (p. ${page})` : words)).join('\n');

/**
 * The sentences that tell most of these pages, at most `most`, in their order. Throws `signal.reason` on abort.
 */
export async function choosePoints(
  pages: readonly { readonly text: string; readonly number: number }[],
  options: { most: number; signal: AbortSignal },
): Promise<Point[]> {
  return mostTelling(candidatesOf(sentencesOf(pages)), options);
}

/**
 * The most telling of some points, in their order. Chosen one by one as those whose words are used most (SumBasic:
 * Nenkova & Vanderwende, 2005), early ones preferred; what a chosen one told counts less for the next, and a part of
 * the text that has one waits for the others. Throws `signal.reason` on abort.
 */
export async function mostTelling(
  candidates: readonly (Point & { readonly opens?: boolean })[],
  { most, signal }: { most: number; signal: AbortSignal },
): Promise<Point[]> {
  await breathe(signal);
  const terms = candidates.map(({ words }) => termsOf(words));
  const weights = weightsOf(terms);
  const partOf = (index: number): number => Math.floor((index * most) / candidates.length);
  const chosen = new Set<number>();
  const told = new Set<string>();
  const parts = new Set<number>();
  while (chosen.size < most) {
    await breathe(signal);
    let best: number | undefined;
    let bestScore = Number.NEGATIVE_INFINITY;
    candidates.forEach(({ words, opens }, index) => {
      if (chosen.has(index) || told.has(words)) return;
      const own = terms[index] ?? [];
      const weight = own.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0) / (own.length + 5);
      const place = (1 + 1 / (1 + index)) * (opens === true ? 1.1 : 1) * (parts.has(partOf(index)) ? 0.5 : 1);
      if (weight * place > bestScore) [best, bestScore] = [index, weight * place];
    });
    if (best === undefined) break;
    chosen.add(best);
    parts.add(partOf(best));
    told.add(candidates[best]?.words ?? '');
    for (const term of terms[best] ?? []) weights.set(term, (weights.get(term) ?? 0) ** 2);
  }
  return candidates.filter((_, index) => chosen.has(index)).map(({ words, page }) => ({ words, page }));
}

/** Lets an abort be heard during long work. */
async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

/** Whole sentences of prose; where there are none, whatever there is. */
function candidatesOf(sentences: readonly Sentence[]): readonly Sentence[] {
  const lines = sentences.filter(({ words }) => isProse(words));
  const whole = lines.filter(({ words }) => isWhole(words));
  if (whole.length > 0) return whole;
  return lines.length > 0 ? lines : sentences.slice(0, points.least);
}

/** No heading, table, list of contents or of references, and no notice of rights. */
function isProse(words: string): boolean {
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  const least = isDense(words) ? shortestDense : shortest;
  return (
    words.length >= least &&
    words.length <= longest &&
    letters >= words.length * 0.6 &&
    !/\.{4}|(?:\. ){4}|©|^copyright\b|\(c\) \d{4}|\ball rights reserved\b|\bet al\b.*\b(?:19|20)\d\d\b.*\bpp?\.|\bdoi\b/i.test(
      words,
    )
  );
}

/** In a longer text, a word in more than so many of the sentences is grammar in whatever language; a short one sooner. */
const grammar = { sentences: 20, share: 0.35, shortShare: 0.1, shortLetters: 3 };

/** How likely each word is in this document; those of grammar left out. */
function weightsOf(terms: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  const sentences = new Map<string, number>();
  let total = 0;
  for (const own of terms) {
    for (const term of own) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const term of new Set(own)) sentences.set(term, (sentences.get(term) ?? 0) + 1);
    total += own.length;
  }
  const isGrammar = (term: string): boolean => {
    const share = (sentences.get(term) ?? 0) / terms.length;
    const limit =
      /^\p{Ll}+$/u.test(term) && term.length <= grammar.shortLetters ? grammar.shortShare : grammar.share;
    return terms.length >= grammar.sentences && share > limit;
  };
  return new Map(
    [...counts].filter(([term]) => !isGrammar(term)).map(([term, count]) => [term, count / total]),
  );
}

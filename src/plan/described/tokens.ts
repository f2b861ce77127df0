import type { LanguageModel } from '../../runtime/models.ts';

/** The most a model is let write in one answer: a plan has some two hundred tokens. A quarter of a small context. */
export const answerTokens = ({ contextTokens }: Pick<LanguageModel, 'contextTokens'>): number =>
  Math.min(1024, Math.floor(contextTokens / 4));

/** What is left of the context for a prompt. */
export const promptTokens = (model: Pick<LanguageModel, 'contextTokens'>): number =>
  model.contextTokens - answerTokens(model);

/** The beginning of a text that has at most `most` tokens, cut between words, with a mark that it was cut. */
export function cutToTokens(
  text: string,
  { most, countTokens }: { most: number; countTokens: (text: string) => number },
): string {
  // No tokeniser writes more than some forty characters in a token: what is far too long is not counted whole.
  const begun = text.slice(0, 40 * most);
  if (begun.length === text.length && countTokens(text) <= most) return text;
  const ends = [...begun.matchAll(/\s+/g)].map(({ index }) => index);
  let [fits, tooLong] = [0, ends.length];
  while (fits < tooLong) {
    const middle = Math.ceil((fits + tooLong) / 2);
    if (countTokens(`${begun.slice(0, ends[middle - 1])}${cutMark}`) <= most) fits = middle;
    else tooLong = middle - 1;
  }
  return `${fits === 0 ? '' : begun.slice(0, ends[fits - 1])}${cutMark}`;
}

const cutMark = ' … (cut)';

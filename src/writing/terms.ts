/** Words that tell nothing of what a text is about. */
const common = new Set(
  'a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its may might more most no nor not of on one or our shall she should so some such than that the their them then there these they this those to under up was we were what when which while who will with would you your'.split(
    ' ',
  ),
);

/** Writing without blanks between words. */
const dense =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
export const isDense = (text: string): boolean => dense.test(text);

const wordSegmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The words of a text that tell something, folded; in order and as often as they stand there. */
export function termsOf(words: string): string[] {
  const all = isDense(words)
    ? [...wordSegmenter.segment(words)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
    : (words.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);
  return all.filter((term) => !common.has(term));
}

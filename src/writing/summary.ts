/** Words that tell nothing of what a text is about. */
const common = new Set(
  'a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its may might more most no nor not of on one or our shall she should so some such than that the their them then there these they this those to under up was we were what when which while who will with would you your'.split(
    ' ',
  ),
);

/** A summary has at most so many sentences. */
const mostSentences = 5;
/** Sentences outside these lengths are headings, tables or run-ons. In characters. */
const shortest = 25;
const longest = 400;

/**
 * An extractive summary: the sentences whose words the document uses most (Luhn, 1958), early ones preferred, in their
 * order, each with its page. `pages` are texts, page 1 first. "" when there is no text.
 */
export function summarise(pages: readonly string[]): string {
  const sentences = pages.flatMap((page, index) =>
    sentencesOf(page).map((words) => ({ words, page: index + 1 })),
  );
  const usable = sentences.filter(({ words }) => words.length >= shortest && words.length <= longest);
  const candidates = usable.length > 0 ? usable : sentences.slice(0, mostSentences);
  const counts = new Map<string, number>();
  for (const { words } of candidates)
    for (const term of terms(words)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const scored = candidates.map((sentence, index) => {
    const all = terms(sentence.words);
    const weight = all.reduce((sum, term) => sum + (counts.get(term) ?? 0), 0) / (all.length + 5);
    return { ...sentence, index, score: weight * (1 + 1 / (1 + index)) };
  });
  return scored
    .toSorted((a, b) => b.score - a.score)
    .filter((one, index, all) => all.findIndex(({ words }) => words === one.words) === index)
    .slice(0, mostSentences)
    .toSorted((a, b) => a.index - b.index)
    .map(({ words, page }) => (pages.length > 1 ? `${words} (p. ${page})` : words))
    .join('\n');
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const sentencesOf = (page: string): string[] =>
  [...segmenter.segment(page.replace(/-\n(?=\p{Ll})/gu, '').replace(/\s+/g, ' '))]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => sentence !== '');

const terms = (sentence: string): string[] =>
  (sentence.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).filter((term) => !common.has(term));

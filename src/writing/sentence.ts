import { sentenceCase } from '../text/sentence-case.ts';
import { isLiteral } from './protect.ts';
import { auxiliaries } from './verbs.ts';

/** Words that ask, though they were not told as a question. */
const asks = new RegExp(
  `(?:^(?:(?:hi|hello|hey),? )?|[,;.!?] |\\band )(?:(?:can|could|will|would|should|do|does|did|are|is|am|have|has|may|shall)(?:n['’]t)? (?:you|he|she|they|we|I|it)\\b|(?:what|when|where|who|how|why|which)(?: \\p{L}+)? (?:${auxiliaries}|works?) |(?:how|what) about )[^.!?]*$`,
  'iu',
);

/**
 * With a capital and an end, a question mark where it asks. A link at the end stays free of marks, as does what other
 * scripts end with.
 */
export function sentence(words: string): string {
  const text = sentenceCase(words);
  const last = [...text].at(-1) ?? '';
  if (
    isLiteral(last) ||
    !/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\uf000-\uf7ff)\]%€$£'’]/u.test(last)
  )
    return text;
  return `${text}${asks.test(text) ? '?' : '.'}`;
}

/** With a question mark; a link at the end stays free of marks. */
export const asked = (words: string): string =>
  `${sentenceCase(words)}${isLiteral(words.slice(-1)) ? '' : '?'}`;

/** Without marks and blanks at the end. */
export const withoutEnd = (words: string): string => words.replace(/[.?!\s]+$/, '');

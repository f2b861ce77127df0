import { sentenceCase } from '../../text/sentence-case.ts';
import { lower, textOfWords, type Word } from './words.ts';

/** Words as a sentence: capitals where English has them, a question mark where one is missing. */
export function sentenceForm(words: readonly Word[]): string {
  const cased = words.map((word, at) => {
    const core = capital(words, at) ?? word.core;
    const begins = at === 0 || isEnd(words[at - 1]);
    return { ...word, core: begins && !/[@/]|\.\p{L}/u.test(core) ? sentenceCase(core) : core };
  });
  const text = textOfWords(cased).replace(/[,;\s]+$/, '');
  return questions.test(text) && !words.some(isEnd) ? `${text}?` : text;
}

/** An ellipsis ends nothing. */
const isEnd = (word: Word | undefined): boolean => /(?<!\.\.)[.?!]$/.test(word?.trail ?? '');

const questions = /^(?:what|when|where|who|whose|which|how|why|is|are|do|does|did)\b/i;

const always = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february april june july august september october
  november december zoom english`.split(/\s+/),
);

function capital(words: readonly Word[], at: number): string | undefined {
  const word = lower(words, at);
  const core = words[at]?.core ?? '';
  if (/^i(?:'(?:m|ll|ve|d))?$/.test(word)) return `I${core.slice(1)}`;
  if (always.has(word.replace(/'s$/, '').replace(/s$/, '')) || always.has(word.replace(/'s$/, '')))
    return sentenceCase(core);
  // "may" and "march" are verbs, too
  const beside = [lower(words, at - 1), lower(words, at + 1)];
  const isDated =
    beside.some((other) => /^\d{1,2}(?:st|nd|rd|th)?$/.test(other)) ||
    beside[1] === 'the' ||
    /^(?:of|in|next|last|until)$/.test(beside[0] ?? '');
  return /^(?:may|march)$/.test(word) && isDated ? sentenceCase(core) : undefined;
}

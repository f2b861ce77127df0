import { lower, type Word } from './words.ts';

/** Takes out sounds of thinking, words said twice by mistake, and what people say before they begin. */
export function dropFillers(words: readonly Word[]): Word[] {
  const kept: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) continue;
    const core = lower(words, at);
    const before = kept.at(-1);
    const set = before === undefined || before.trail !== '';
    const phrase = set ? asides.find((aside) => isAside(words, at, aside)) : undefined;
    const isFiller = phrase !== undefined || sounds.test(core);
    const last = phrase === undefined ? at : at + phrase.length - 1;
    if (isFiller) {
      keepEnd(kept, words[last]?.trail ?? '');
      at = last;
    } else if (
      before !== undefined &&
      stutters.has(core) &&
      before.core.toLowerCase() === core &&
      before.trail.length < 2
    ) {
      kept[kept.length - 1] = { ...before, trail: word.trail };
    } else kept.push(word);
  }
  return kept;
}

const sounds = /^(?:u+h*m+|u+h+|e+r+m*|h+m+|m+h*m+|a+h+)$/;

/** Set apart by commas these say nothing: ", you know,". */
const asides = [
  ['you', 'know'],
  ['i', 'mean'],
  ['like'],
  ['okay', 'so'],
  ['ok', 'so'],
  ['so'],
  ['well'],
  ['okay'],
  ['ok'],
  ['right'],
  ['hey'],
];

const isAside = (words: readonly Word[], at: number, aside: readonly string[]): boolean =>
  aside.every((part, index) => lower(words, at + index) === part) &&
  aside.slice(0, -1).every((_, index) => words[at + index]?.trail === '') &&
  words[at + aside.length - 1]?.trail === ',' &&
  words[at + aside.length] !== undefined;

/** Words nobody says twice on purpose. */
const stutters = new Set(
  "a an the to in on at of for with and my i is i'm it please text email send create".split(' '),
);

/** A sentence that ended with a filler still ends. */
function keepEnd(kept: Word[], trail: string): void {
  const last = kept.at(-1);
  if (last === undefined) return;
  const end = /[.?!]/.exec(trail)?.[0];
  if (end !== undefined) kept[kept.length - 1] = { ...last, trail: end };
  // "at, um, five": the commas set the filler apart and go with it
  else if (last.trail === ',' && trail === ',') kept[kept.length - 1] = { ...last, trail: '' };
}

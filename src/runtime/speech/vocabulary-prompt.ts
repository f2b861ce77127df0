/** Words the user is likely to say that a model spells by ear: contact names, note titles, likeliest first. */
export interface Vocabulary {
  readonly names: readonly string[];
  readonly titles: readonly string[];
}

/**
 * A vocabulary as Whisper takes it: text that might have been said just before. Whisper reads the last 224 tokens
 * only, so the prompt stays within `maxCharacters`, names having two thirds of it. "" without words.
 */
export function vocabularyPrompt(
  { names, titles }: Vocabulary,
  { maxCharacters = 480 }: { maxCharacters?: number } = {},
): string {
  const people = within(names, titles.length === 0 ? maxCharacters : Math.floor((2 * maxCharacters) / 3));
  const notes = within(titles, maxCharacters - people.length);
  return [notes, people].filter((list) => list !== '').join(' ');
}

/** "Sid Raman, Ana Silva." with as many whole entries as fit. */
function within(entries: readonly string[], most: number): string {
  let list = '';
  for (const entry of new Set(entries.map(plain))) {
    const longer = list === '' ? entry : `${list}, ${entry}`;
    if (entry !== '' && longer.length < most) list = longer;
  }
  return list === '' ? '' : `${list}.`;
}

/** Without what a model would copy into its own writing: line ends, angle brackets of special tokens. */
const plain = (entry: string): string => entry.replace(/[<>|\p{C}\s]+/gu, ' ').trim();

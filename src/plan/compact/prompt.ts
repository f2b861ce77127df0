import type { Vocabulary } from './vocabulary.ts';
import type { Token } from './words.ts';

/** The planner's prompt: capital marks, BPE pieces and word indexes, `PLAN` last. See ENCODING.md. */
export function promptIds(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  pieces: (word: string) => readonly number[],
): number[] {
  const ids: number[] = [];
  for (const { text, word, capital } of tokens) {
    if (capital) ids.push(vocabulary.cap);
    ids.push(...pieces(text));
    if (word !== undefined) ids.push(vocabulary.words + word);
  }
  ids.push(vocabulary.plan);
  return ids;
}

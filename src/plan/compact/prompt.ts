import type { Vocabulary } from './vocabulary.ts';
import type { Token } from './words.ts';

/** A word is read by its first pieces: a long link is copied whole, whatever stands in it. */
const mostPieces = 32;

/** The planner's prompt: capital marks, BPE pieces and word indexes, `PLAN` last. See ENCODING.md. */
export function promptIds(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  pieces: (word: string) => readonly number[],
): number[] {
  const ids: number[] = [];
  for (const { text, word, capital } of tokens) {
    if (capital) ids.push(vocabulary.cap);
    ids.push(...pieces(text).slice(0, mostPieces));
    if (word !== undefined) ids.push(vocabulary.words + word);
  }
  ids.push(vocabulary.plan);
  return ids;
}
